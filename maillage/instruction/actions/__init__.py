"""One module per write of an agency."""
