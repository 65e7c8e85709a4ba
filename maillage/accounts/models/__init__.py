"""The records of accounts."""

from maillage.accounts.models.courriel import Courriel, Etat
from maillage.accounts.models.user import User

__all__ = ["Courriel", "Etat", "User"]
