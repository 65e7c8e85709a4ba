"""The budget of the project beside its form: the agreement, the missions, the actual."""
