"""The pages of the missions: what each asks, the board of the actions, what is still a hole."""
