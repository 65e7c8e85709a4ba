"""Open an account from the link of an invitation, and join the team, in one go."""

from datetime import date, datetime

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import invitations
from maillage.dossiers.actions.accept_invitation import accept_invitation
from maillage.dossiers.actions.open_account_by_link import open_account_by_link
from maillage.dossiers.models import Dossier


@transaction.atomic
def join_by_invitation(
    *, token: str, nom: str, prenom: str, password: str, on: date, at: datetime
) -> tuple[User, Dossier]:
    """Open the account of the address that was invited; raise `Unusable` or `ValidationError`."""
    invitation = invitations.find(token)
    invitations.check(invitation, at=at)
    user = open_account_by_link(
        email=invitation.email, nom=nom, prenom=prenom, password=password, on=on, at=at
    )
    return user, accept_invitation(token=token, by=user, on=on, at=at)
