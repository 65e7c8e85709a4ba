"""The preview: the tree as semantic HTML, classes only, every text escaped."""

from maillage.documents.html.writer import page, preview

__all__ = ["page", "preview"]
