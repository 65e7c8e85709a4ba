"""The preview: the tree as semantic HTML, classes only, every text escaped."""

from maillage.documents.html.writer import fragment, page, preview

__all__ = ["fragment", "page", "preview"]
