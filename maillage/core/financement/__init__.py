"""The money of the agreement: what a contract may bring, and when, to the cent and to the day."""

from maillage.core.financement.grille import (
    CALCUL,
    TOTAL,
    Cellule,
    Frequence,
    Genre,
    Grille,
    LigneGrille,
    MissionAccord,
    Poste,
    TotalGrille,
    Volet,
    grille_le,
)
from maillage.core.financement.plafonds import Maximum, Plafond, maximum, plafond_annuel

__all__ = [
    "CALCUL",
    "TOTAL",
    "Cellule",
    "Frequence",
    "Genre",
    "Grille",
    "LigneGrille",
    "Maximum",
    "MissionAccord",
    "Plafond",
    "Poste",
    "TotalGrille",
    "Volet",
    "grille_le",
    "maximum",
    "plafond_annuel",
]
