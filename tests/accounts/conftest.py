"""What the tests of e-mails share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import Courriel

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def serveur(settings: Any) -> Callable[[str], None]:
    """Return what installs a mail server: a good one at first."""

    def install(name: str = "") -> None:
        settings.EMAIL_HOST = "smtp.exemple.fr"
        settings.EMAIL_BACKEND = (
            f"tests.accounts.facteurs.{name}"
            if name
            else "django.core.mail.backends.locmem.EmailBackend"
        )

    install()
    return install


def ecrit(**given: Any) -> Courriel:
    """Write a message of the simplest kind."""
    fields = {
        "nature": Nature.COMPTE_INCONNU,
        "destinataire": "claire@exemple.fr",
        "contexte": {"adresse": "claire@exemple.fr"},
        "at": AT,
    }
    return courriels.deposer(**{**fields, **given})
