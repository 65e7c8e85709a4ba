"""The calendar beside its form: the drawing, what waits for what, what a move pushes, the days to know."""
