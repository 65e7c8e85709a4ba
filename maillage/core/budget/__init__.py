"""The printed budget: lines of a team to rows of a form, exactly, each euro counted once."""

from maillage.core.budget.imprimer import BudgetImprime, Report, exercices, imprimer
from maillage.core.budget.modele import (
    Comptes,
    Cote,
    Formulaire,
    Nature,
    Rang,
    Rangee,
    Sorte,
)
from maillage.core.budget.repartir import Annexe, Detail

__all__ = [
    "Annexe",
    "BudgetImprime",
    "Comptes",
    "Cote",
    "Detail",
    "Formulaire",
    "Nature",
    "Rang",
    "Rangee",
    "Report",
    "Sorte",
    "exercices",
    "imprimer",
]
