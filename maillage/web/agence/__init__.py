"""The pages of the agencies."""
