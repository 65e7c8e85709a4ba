"""The territory of a CPTS: its communes, its inhabitants, its size class."""

from maillage.core.territoire.analyse import TerritoireAnalyse, analyser
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
from maillage.core.territoire.entourage import Reste, Voisinage, restes, voisines
from maillage.core.territoire.lignes import LigneTerritoire
from maillage.core.territoire.parts import Part
from maillage.core.territoire.perimetre import Adjacence, Perimetre, perimetre
from maillage.core.territoire.recouvrement import (
    Chevauchement,
    chevauchements,
    partagees,
    sans_cpts,
)
from maillage.core.territoire.relier import Liaison, relier
from maillage.core.territoire.remarques import NatureRemarque, Remarque, Suite
from maillage.core.territoire.taille import (
    BaremeTailles,
    Borne,
    Situe,
    bareme_le,
    situer,
)

__all__ = [
    "Adjacence",
    "Annuaire",
    "BaremeTailles",
    "Borne",
    "Chevauchement",
    "Commune",
    "Departement",
    "Epci",
    "Liaison",
    "LigneTerritoire",
    "Millesimes",
    "NatureCode",
    "NatureRemarque",
    "Part",
    "Perimetre",
    "RegionInsee",
    "Remarque",
    "Reste",
    "Situation",
    "Situe",
    "Suite",
    "TerritoireAnalyse",
    "TypeCommune",
    "Voisinage",
    "analyser",
    "bareme_le",
    "chevauchements",
    "partagees",
    "perimetre",
    "relier",
    "restes",
    "sans_cpts",
    "situer",
    "voisines",
]
