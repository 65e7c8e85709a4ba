"""Writing a text together: the page, what it sends by itself, the history, the choice."""
