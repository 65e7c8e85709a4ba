"""Census of INSEE, « diplômes et formation »: the highest diploma of those who left school."""

from typing import Final

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import lire
from maillage.opendata.recensement import base

SOURCE: Final = "rp_diplomes"

BASE: Final = base(
    ("p[0-9]{2}_nscol15p", "P22_NSCOL15P"),
    ("p[0-9]{2}_nscol15p_diplmin", "P22_NSCOL15P_DIPLMIN"),
    facultatives=("p[0-9]{2}_nscol15p_(?!diplmin)[a-z0-9]+",),
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    return conduire(SOURCE, demande, lambda asked: lire(BASE, asked))
