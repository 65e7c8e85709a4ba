"""The tagged PDF: the tree, as data, drawn by one Typst template."""

from maillage.documents.pdf.writer import write

__all__ = ["write"]
