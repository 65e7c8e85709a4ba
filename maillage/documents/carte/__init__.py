"""The map of a territory, drawn once for the page, the PDF and the Word file."""

from maillage.documents.carte.carte import Carte, Etiquette, Legende, Trace
from maillage.documents.carte.dessin import dessiner
from maillage.documents.carte.fond import Fond
from maillage.documents.carte.perimetres import par_cpts
from maillage.documents.carte.schema import schema
from maillage.documents.carte.svg import pour_document, pour_page
from maillage.documents.carte.valeurs import colorier

__all__ = [
    "Carte",
    "Etiquette",
    "Fond",
    "Legende",
    "Trace",
    "colorier",
    "dessiner",
    "par_cpts",
    "pour_document",
    "pour_page",
    "schema",
]
