"""Pages for the team of a CPTS."""
