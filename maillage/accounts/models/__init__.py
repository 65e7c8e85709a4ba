"""The records of accounts."""

from maillage.accounts.models.agence import Agence, GenreAgence
from maillage.accounts.models.courriel import Courriel, Etat
from maillage.accounts.models.membre_agence import MembreAgence
from maillage.accounts.models.user import User

__all__ = ["Agence", "Courriel", "Etat", "GenreAgence", "MembreAgence", "User"]
