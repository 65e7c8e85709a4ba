"""Coming back from Word and from spreadsheets: what a file says, proposed and never imposed."""

from maillage.documents.reprise.annuaire import Annuaire
from maillage.documents.reprise.appliquer import appliquer
from maillage.documents.reprise.chiffres_lus import ChiffresLus, fusionner, lire_chiffres
from maillage.documents.reprise.communes import lire_communes
from maillage.documents.reprise.communes_comprises import CommuneComprise, comprendre
from maillage.documents.reprise.entetes import ETABLISSEMENTS, MEMBRES
from maillage.documents.reprise.etablissements import lire_type
from maillage.documents.reprise.feuilles import Rangee, lire_collage, lire_rangees
from maillage.documents.reprise.liste_etablissements import Repertoire, lire_etablissements
from maillage.documents.reprise.liste_lue import LigneLue, ListeLue, Reglage
from maillage.documents.reprise.membres import ajouter_membres, lire_liste, lire_membres
from maillage.documents.reprise.modele import (
    Confiance,
    EtatProposition,
    NonReconnu,
    Piece,
    Proposition,
    Reprise,
)
from maillage.documents.reprise.morceaux import Morceau, couper_rangees, couper_texte
from maillage.documents.reprise.personnes import lire_profession, synonymes
from maillage.documents.reprise.proposer import proposer
from maillage.documents.reprise.rapport import Doute, LigneRapport, SortLigne
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.reprendre import reprendre

__all__ = [
    "ETABLISSEMENTS",
    "MEMBRES",
    "Annuaire",
    "ChiffresLus",
    "CommuneComprise",
    "Confiance",
    "Doute",
    "EtatProposition",
    "FichierRefuse",
    "LigneLue",
    "LigneRapport",
    "ListeLue",
    "Morceau",
    "NonReconnu",
    "Piece",
    "Proposition",
    "Rangee",
    "Reglage",
    "Repertoire",
    "Reprise",
    "SortLigne",
    "ajouter_membres",
    "appliquer",
    "comprendre",
    "couper_rangees",
    "couper_texte",
    "fusionner",
    "lire_chiffres",
    "lire_collage",
    "lire_communes",
    "lire_etablissements",
    "lire_liste",
    "lire_membres",
    "lire_profession",
    "lire_rangees",
    "lire_type",
    "proposer",
    "reprendre",
    "synonymes",
]
