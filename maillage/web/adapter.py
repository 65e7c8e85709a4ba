"""What allauth asks us: who may open an account alone, and how its messages leave."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.web import clock, liens

_NATURES: Final = {
    "account/email/password_reset_key": Nature.MOT_DE_PASSE,
    "account/email/unknown_account": Nature.COMPTE_INCONNU,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone: an invitation does it."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the message in the outbox, instead of sending it here and now."""
        at, user = clock.now(), context.get("user")
        end = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        link = context.get("password_reset_url")
        if link:  # on the name of the site, whatever the name that was asked
            link = liens.complet(self.request, urlsplit(link).path)
        courriels.deposer(
            nature=_NATURES[template_prefix],
            destinataire=email,
            user=user,
            cle=_key(user) if isinstance(user, User) else "",
            contexte={"adresse": email, "lien": link, "fin": end},
            secret_until=end if link else None,
            at=at,
        )

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Keep the password; the links that would change it again have no more use."""
        super().set_password(user, password)
        courriels.effacer(cle=_key(user))


def _key(user: User) -> str:
    return f"mot de passe {user.pk}"
