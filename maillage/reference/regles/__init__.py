"""The 130 dated rules, with their sentences, their sources and the tables they read."""

from maillage.reference.regles.catalogue import Catalogue, Donnee, catalogue
from maillage.reference.regles.documents import Document, DocumentInconnu, Documents

__all__ = ["Catalogue", "Document", "DocumentInconnu", "Documents", "Donnee", "catalogue"]
