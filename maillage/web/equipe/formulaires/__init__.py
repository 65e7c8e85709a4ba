"""Forms of the team: they read and check what was typed, and never save."""
