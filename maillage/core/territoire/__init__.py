"""The territory of a CPTS: its communes, its inhabitants, its size class."""

from maillage.core.territoire.agrandir import Agrandissement, Critere, agrandir
from maillage.core.territoire.alentours import Alentours, alentours, prise_de
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
from maillage.core.territoire.couverture import (
    Compte,
    Couverture,
    Etat,
    Lieu,
    blanches,
    couvrir,
    zones_autour,
    zones_blanches,
)
from maillage.core.territoire.cpts import CptsConnue, Prise, confondues, meme, prise
from maillage.core.territoire.entourage import Reste, Voisinage, restes, voisines
from maillage.core.territoire.lignes import LigneTerritoire
from maillage.core.territoire.parts import Part
from maillage.core.territoire.perimetre import Adjacence, Perimetre, perimetre
from maillage.core.territoire.recouvrement import Chevauchement, chevauchements
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
    "Agrandissement",
    "Alentours",
    "Annuaire",
    "BaremeTailles",
    "Borne",
    "Chevauchement",
    "Commune",
    "Compte",
    "Couverture",
    "CptsConnue",
    "Critere",
    "Departement",
    "Epci",
    "Etat",
    "Liaison",
    "Lieu",
    "LigneTerritoire",
    "Millesimes",
    "NatureCode",
    "NatureRemarque",
    "Part",
    "Perimetre",
    "Prise",
    "RegionInsee",
    "Remarque",
    "Reste",
    "Situation",
    "Situe",
    "Suite",
    "TerritoireAnalyse",
    "TypeCommune",
    "Voisinage",
    "agrandir",
    "alentours",
    "analyser",
    "bareme_le",
    "blanches",
    "chevauchements",
    "confondues",
    "couvrir",
    "meme",
    "perimetre",
    "prise",
    "prise_de",
    "relier",
    "restes",
    "situer",
    "voisines",
    "zones_autour",
    "zones_blanches",
]
