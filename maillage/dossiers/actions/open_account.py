"""Open an account for a person, from the command line of the instance."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import journal


class NotOpened(Exception):
    """The account cannot be opened; the sentences say why."""


@transaction.atomic
def open_account(
    *, email: str, nom: str, prenom: str, password: str, on: date, at: datetime
) -> User:
    """Open the account and write it in the journal of the instance; raise `NotOpened`."""
    try:
        user = User.objects.create_user(email, password, nom=nom, prenom=prenom)
    except ValidationError as error:
        raise NotOpened(" ".join(error.messages)) from error
    journal.write_instance(action="compte.ouvrir", by=None, on=on, at=at, cible=f"compte {user.pk}")
    return user
