"""The guide for people who never saw the software: one page a task, opened from where one is."""
