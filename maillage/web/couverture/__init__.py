"""Who covers what: what the public page and that of agencies both show."""
