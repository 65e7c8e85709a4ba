"""One's own account: name, address, what is held, closing."""
