"""The missions of the agreement: what they ask, what a team has, what its aims and figures say."""

from maillage.core.missions.charge import Alerte, alertes
from maillage.core.missions.etat import MANQUES, EtatMission, etats
from maillage.core.missions.mesure import (
    CENT,
    POURCENT,
    Valeur,
    bon_sens,
    depart,
    derniere_cible,
    manques,
    poids,
    rapport,
)
from maillage.core.missions.modele import Attendu, IndicateurUsuel, Reperes, SousMission
from maillage.core.missions.obligations import (
    DepartSigne,
    Deroulement,
    Obligation,
    depart_signe,
    deroulement,
    obligations,
)
from maillage.core.missions.smart import Question, Verification, criteres, question, verifier

__all__ = [
    "CENT",
    "MANQUES",
    "POURCENT",
    "Alerte",
    "Attendu",
    "DepartSigne",
    "Deroulement",
    "EtatMission",
    "IndicateurUsuel",
    "Obligation",
    "Question",
    "Reperes",
    "SousMission",
    "Valeur",
    "Verification",
    "alertes",
    "bon_sens",
    "criteres",
    "depart",
    "depart_signe",
    "derniere_cible",
    "deroulement",
    "etats",
    "manques",
    "obligations",
    "poids",
    "question",
    "rapport",
    "verifier",
]
