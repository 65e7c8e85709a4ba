"""Which dossiers a person may see."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models

from maillage.accounts.models import User

if TYPE_CHECKING:
    from maillage.dossiers.models import Dossier  # noqa: F401 -- named in a string below


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: User | AnonymousUser | None) -> "DossierQuerySet":
        """Dossiers on which the person has an accès; nobody else sees that they exist."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(acces__user=user).distinct()
