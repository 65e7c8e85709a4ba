"""The SQLite of Django, with a queue."""
