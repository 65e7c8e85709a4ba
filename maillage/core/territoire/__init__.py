"""The territory of a CPTS: its communes, its inhabitants, its size class."""

from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.communes import (
    Commune,
    Departement,
    Epci,
    Millesimes,
    NatureCode,
    RegionInsee,
    Situation,
    TypeCommune,
)

__all__ = [
    "Annuaire",
    "Commune",
    "Departement",
    "Epci",
    "Millesimes",
    "NatureCode",
    "RegionInsee",
    "Situation",
    "TypeCommune",
]
