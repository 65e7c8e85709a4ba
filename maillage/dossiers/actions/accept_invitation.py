"""Answer an invitation: the person joins the team of the dossier."""

from datetime import date, datetime

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import invitations, journal
from maillage.dossiers.models import Acces, Dossier, Invitation
from maillage.dossiers.permissions import Forbidden, Person
from maillage.dossiers.writing import Writing


@transaction.atomic
def accept_invitation(*, token: str, by: Person, on: date, at: datetime) -> Dossier:
    """Give `by` the role of the invitation; raise `Unusable`, or `WrongAccount`.

    The same person who answers twice (two tabs, a double click) is in the team once.
    """
    if not isinstance(by, User) or not by.is_active:
        raise Forbidden("invitation.accepter")
    dossier = journal.lock(invitations.find(token).dossier)
    same = Invitation.objects.filter(token_hash=invitations.print_of(token), dossier=dossier)
    invitation = same.select_for_update().first()
    if invitation is None:  # sent again meanwhile, with a new link
        raise invitations.Unusable(invitations.Motif.INCONNUE)
    if (
        invitation.accepted_by_id == by.pk
        and Acces.objects.filter(user=by, dossier=dossier).exists()
    ):
        return dossier
    invitations.check(invitation, at=at)
    if invitation.email != by.email:
        raise invitations.WrongAccount
    Acces.objects.get_or_create(user=by, dossier=dossier, role=invitation.role)
    invitation.accepted_at, invitation.accepted_by = at, by
    invitations.settle(invitation)
    Writing(dossier, by, on, invitation.role).note(
        "invitation.accepter", cible=str(invitation), detail={"role": invitation.role}
    )
    return dossier
