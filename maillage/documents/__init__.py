"""The official documents: a trame and a dossier give a tree, which three writers draw."""
