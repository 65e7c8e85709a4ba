"""A region's own Word model: its tags checked when it is given, filled by one function."""

from maillage.documents.modeles.balises import Balise, balises
from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.modeles.remplir import remplir
from maillage.documents.modeles.verifier import RapportModele, controle, verifier
from maillage.instruction.verifie import BaliseInconnue, ModeleVerifie

__all__ = [
    "Balise",
    "BaliseInconnue",
    "ModeleRefuse",
    "ModeleVerifie",
    "RapportModele",
    "balises",
    "controle",
    "remplir",
    "verifier",
]
