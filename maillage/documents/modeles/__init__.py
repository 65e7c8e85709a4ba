"""A region's own Word model: its tags checked when it is given, filled by one function."""

from maillage.documents.modeles.balises import Balise, balises
from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.modeles.remplir import remplir
from maillage.documents.modeles.verifier import BaliseInconnue, RapportModele, verifier

__all__ = [
    "Balise",
    "BaliseInconnue",
    "ModeleRefuse",
    "RapportModele",
    "balises",
    "remplir",
    "verifier",
]
