"""The spreadsheet of a document: one sheet for each of its tables."""

from maillage.documents.xlsx.writer import write

__all__ = ["write"]
