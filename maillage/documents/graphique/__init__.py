"""The charts of a diagnosis, drawn once for the page, the PDF and the Word file."""

from maillage.documents.graphique.dessin import LARGEUR, Dessin
from maillage.documents.graphique.dessiner import dessiner
from maillage.documents.graphique.svg import pour_document, pour_page

__all__ = ["LARGEUR", "Dessin", "dessiner", "pour_document", "pour_page"]
