"""The spreadsheet of a document: one sheet for each of its tables."""

from maillage.documents.tree import Document

__all__ = ["write"]


def write(document: Document) -> bytes:
    """Return the XLSX, a sheet for each table of the document."""
    from maillage.documents.xlsx.writer import write as draw  # noqa: PLC0415 -- openpyxl is slow to load, and most documents do without

    return draw(document)
