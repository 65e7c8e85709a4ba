"""A territory being tried: its address, its list, what a page shows of it."""
