"""The records of accounts."""

from maillage.accounts.models.user import User

__all__ = ["User"]
