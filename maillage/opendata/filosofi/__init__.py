"""Incomes and poverty of households (Filosofi), in the long form of INSEE since 2021.

A median does not add up: nothing is recomputed for a commune made of several. Secret figures
(CONF_STATUS « C ») and those below the publisher's threshold (OBS_STATUS « O ») are told apart.
"""

from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.longue import COLONNES, Longue, lire

SOURCE: Final = "filosofi"

LONGUE: Final = Longue(
    contrat=Contrat(
        colonnes=(*COLONNES, Colonne(nom="mesure", intitules=("FILOSOFI_MEASURE",))),
        membre="filosofi.*data",
    ),
    mesure="mesure",
    additive=lambda name: name.startswith(("num_", "nb_")),
)


def importer(demande: Demande) -> Rapport:
    """Import the latest year of the file."""
    return conduire(SOURCE, demande, lambda asked: lire(LONGUE, asked))
