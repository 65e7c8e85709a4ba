"""Take the new address, once the link sent there was followed."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.dossiers import journal
from maillage.dossiers.actions.ask_address import SEL, key


class BadLink(Exception):
    """The link is forged, old, used, or another person's: the page says the same of all."""

    def __init__(self) -> None:
        super().__init__(
            "Ce lien ne sert plus, ou n’est pas pour le compte qui est ouvert ici. Demandez un "
            "autre lien sur votre page « Mon compte »."
        )


def read(token: str, *, by: User, at: datetime) -> str:
    """Return the new address that a link proves; raise `BadLink`."""
    try:
        said = signing.loads(token, salt=SEL)
    except signing.BadSignature as forged:
        raise BadLink from forged
    good = said["compte"] == by.pk and said["de"] == by.email and said["fin"] > at.timestamp()
    if not good or User.objects.filter(email=said["vers"]).exists():
        raise BadLink
    return str(said["vers"])


@transaction.atomic
def confirm_address(*, token: str, by: User, on: date, at: datetime) -> User:
    """Change the address, and tell the old one; raise `BadLink`."""
    user = User.objects.select_for_update().get(pk=by.pk, is_active=True)
    old, user.email = user.email, read(token, by=user, at=at)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as taken:  # somebody opened an account there just now
        raise BadLink from taken
    EmailAddress.objects.filter(user=user).delete()  # sign-in would find the old one there
    courriels.effacer(cle=key(user))
    courriels.effacer(cle=f"mot de passe {user.pk}")  # its links were sent to the old one
    told = {"adresse": old}
    courriels.deposer(
        nature=Nature.ADRESSE_CHANGEE, destinataire=old, user=user, contexte=told, at=at
    )
    journal.write_instance(
        action="compte.changer_adresse", by=user, on=on, at=at, cible=f"compte {user.pk}"
    )
    return user
