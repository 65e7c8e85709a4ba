"""Census of INSEE, « séries historiques »: the official area of each commune, its people since 1968.

The other bases do not hold the area. It adds up over a merger; a split does not share it by people.
"""

from typing import Final

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import lire
from maillage.opendata.recensement import base

SOURCE: Final = "rp_series"
SUPERFICIE: Final = "superf"  # km²

BASE: Final = base(
    (SUPERFICIE, "SUPERF"),
    ("p[0-9]{2}_pop", "P22_POP"),
    facultatives=("d[0-9]{2}_pop", "(nais|dece)[0-9]{4}"),
    indivisibles=(SUPERFICIE,),
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    return conduire(SOURCE, demande, lambda asked: lire(BASE, asked))
