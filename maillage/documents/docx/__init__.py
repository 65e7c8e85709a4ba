"""The DOCX: the tree in real styles, headings, lists, tables and content controls."""

from maillage.documents.docx.writer import write

__all__ = ["write"]
