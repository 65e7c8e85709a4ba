"""Ask for another address: a link sent there proves that it is one's own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User

DUREE: Final = timedelta(days=3)
SEL: Final = "maillage.adresse"  # keeps these links apart from other signed ones


def key(user: User) -> str:
    """Name the request among the messages."""
    return f"adresse {user.pk}"


@transaction.atomic
def ask_address(*, email: str, by: User, at: datetime, adresse: Callable[[str], str]) -> None:
    """Send the link to the new address; raise `ValidationError`.

    An address that has an account gets a message too, and the page says the same in both cases:
    nobody learns from it who has an account. A later request replaces the one before.
    """
    email = User.objects.normalize_email(email)
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise ValidationError(
            {"email": "Ce n’est pas une adresse électronique : il faut « nom@domaine.fr »."}
        ) from wrong
    if email == by.email:
        raise ValidationError({"email": "C’est déjà l’adresse de votre compte."})
    courriels.effacer(cle=key(by))
    if User.objects.filter(email=email).exists():
        taken = {"adresse": email}
        courriels.deposer(nature=Nature.ADRESSE_PRISE, destinataire=email, contexte=taken, at=at)
        return
    end = at + DUREE
    token = signing.dumps(
        {"compte": by.pk, "de": by.email, "vers": email, "fin": end.timestamp()}, salt=SEL
    )
    courriels.deposer(
        nature=Nature.ADRESSE,
        destinataire=email,  # and no account: only whoever reads that box may see the link
        cle=key(by),
        contexte={"adresse": email, "lien": adresse(token), "fin": end, "nom": str(by)},
        secret_until=end,
        at=at,
    )
