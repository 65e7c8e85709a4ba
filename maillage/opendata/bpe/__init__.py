"""Equipments of communes (BPE), in the long form of INSEE: health and social ones, by type.

The file lists what exists: in a national file, a type without a line is 0 in that commune.
"""

from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.longue import COLONNES, Longue, lire

SOURCE: Final = "bpe"

LONGUE: Final = Longue(
    contrat=Contrat(
        colonnes=(
            *COLONNES,
            Colonne(nom="mesure", intitules=("FACILITY_TYPE",)),
            Colonne(nom="domaine", intitules=("FACILITY_DOM",)),
            Colonne(nom="compte", intitules=("BPE_MEASURE",)),
        ),
        membre="bpe.*data",
    ),
    mesure="mesure",
    filtres={"domaine": "D", "compte": "FACILITIES"},
    additive=lambda _name: True,
    zero=True,
)


def importer(demande: Demande) -> Rapport:
    """Import the latest year of the file."""
    return conduire(SOURCE, demande, lambda asked: lire(LONGUE, asked))
