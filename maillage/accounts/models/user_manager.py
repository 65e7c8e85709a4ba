"""Create accounts, and find them by their address whatever its case."""

import unicodedata
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager

if TYPE_CHECKING:
    from maillage.accounts.models.user import User


class UserManager(BaseUserManager["User"]):
    """The manager that Django's authentication asks for."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the one stored form of an address: composed, without spaces around, lower case."""
        return unicodedata.normalize("NFC", email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)
