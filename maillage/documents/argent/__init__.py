"""The payments of a contract as files: a spreadsheet, a table of text, a calendar."""

from maillage.documents.argent.agenda import agenda
from maillage.documents.argent.tableur import tableur, texte

__all__ = ["agenda", "tableur", "texte"]
