"""The calendar of a project: what waits for what, what a moved date pushes, and the days that follow."""

from maillage.core.calendrier.cles import (
    ACTION,
    ETAPE,
    action,
    code_action,
    code_etape,
    etape,
)
from maillage.core.calendrier.decalage import Ecart, decaler, retard
from maillage.core.calendrier.echeances import (
    Echeance,
    NatureEcheance,
    RegleEcheance,
    echeances_contrat,
    echeances_projet,
)
from maillage.core.calendrier.elements import Element, Jalon, elements
from maillage.core.calendrier.ordre import a_l_envers, boucle, suites
from maillage.core.calendrier.pousser import DependancesEnBoucle, Deplacement, pousser

__all__ = [
    "ACTION",
    "ETAPE",
    "DependancesEnBoucle",
    "Deplacement",
    "Ecart",
    "Echeance",
    "Element",
    "Jalon",
    "NatureEcheance",
    "RegleEcheance",
    "a_l_envers",
    "action",
    "boucle",
    "code_action",
    "code_etape",
    "decaler",
    "echeances_contrat",
    "echeances_projet",
    "elements",
    "etape",
    "pousser",
    "retard",
    "suites",
]
