"""Coming back from Word and from spreadsheets: what a file says, proposed and never imposed."""

from maillage.documents.reprise.appliquer import appliquer
from maillage.documents.reprise.communes import lire_communes
from maillage.documents.reprise.membres import ajouter_membres, lire_membres
from maillage.documents.reprise.modele import (
    Confiance,
    EtatProposition,
    NonReconnu,
    Piece,
    Proposition,
    Reprise,
)
from maillage.documents.reprise.proposer import proposer
from maillage.documents.reprise.rapport import LigneRapport, SortLigne
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.reprendre import reprendre

__all__ = [
    "Confiance",
    "EtatProposition",
    "FichierRefuse",
    "LigneRapport",
    "NonReconnu",
    "Piece",
    "Proposition",
    "Reprise",
    "SortLigne",
    "ajouter_membres",
    "appliquer",
    "lire_communes",
    "lire_membres",
    "proposer",
    "reprendre",
]
