"""The diagnosis: what open data say of the territory, and what the team takes from it."""
