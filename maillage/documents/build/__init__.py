"""From a trame and a dossier to a tree: one module per kind of block."""
