"""The printed budget: lines of a team to rows of a form, exactly, each euro counted once."""

from maillage.core.budget.accord import (
    EtatAccord,
    NatureAccord,
    a_la_main,
    actualiser,
    etat,
    exercices_saisis,
    lignes_accord,
)
from maillage.core.budget.alertes import Alerte, ReperesBudget, SorteAlerte, alertes
from maillage.core.budget.analyse import SANS, STRUCTURE, Part, par_action, par_mission
from maillage.core.budget.balance import Balance, CompteLu, lire_balance
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
from maillage.core.budget.realise import Comparaison, a_ranger, comparer, nature_du_compte
from maillage.core.budget.releve import OperationLue, ReleveLu, lire_releve
from maillage.core.budget.repartir import Annexe, Detail

__all__ = [
    "SANS",
    "STRUCTURE",
    "Alerte",
    "Annexe",
    "Balance",
    "BudgetImprime",
    "Comparaison",
    "CompteLu",
    "Comptes",
    "Cote",
    "Detail",
    "EtatAccord",
    "Formulaire",
    "Nature",
    "NatureAccord",
    "OperationLue",
    "Part",
    "Rang",
    "Rangee",
    "ReleveLu",
    "ReperesBudget",
    "Report",
    "Sorte",
    "SorteAlerte",
    "a_la_main",
    "a_ranger",
    "actualiser",
    "alertes",
    "comparer",
    "etat",
    "exercices",
    "exercices_saisis",
    "imprimer",
    "lignes_accord",
    "lire_balance",
    "lire_releve",
    "nature_du_compte",
    "par_action",
    "par_mission",
]
