"""Who is signed in, read with what every page shows of them, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from maillage.accounts.models import MembreAgence, User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    def get_user(self, user_id: Any) -> User | None:
        """Return the account, which knows whether it works, or worked, for an agency."""
        agencies = MembreAgence.objects.filter(user=OuterRef("pk"))
        found = User.objects.annotate(a_une_agence=Exists(agencies)).filter(pk=user_id)
        user: User | None = found.first()
        return user if user is not None and self.user_can_authenticate(user) else None
