"""The offer of care of the territory, and what the team takes from it."""
