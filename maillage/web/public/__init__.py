"""Pages for anyone, signed in or not."""
