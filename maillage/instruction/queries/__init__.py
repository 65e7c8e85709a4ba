"""Reading the records of the agencies."""
