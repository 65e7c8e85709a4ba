"""The pages, for each public."""
