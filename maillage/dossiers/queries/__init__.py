"""Reading the records."""
