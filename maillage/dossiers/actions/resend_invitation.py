"""Send an invitation again, with a new link and a new delay."""

from datetime import date, datetime

from django.db import transaction

from maillage.dossiers import invitations
from maillage.dossiers.invitations import Address, Motif, Sent, Unusable
from maillage.dossiers.models import Invitation
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def resend_invitation(
    *, invitation: Invitation, by: Person, on: date, at: datetime, adresse: Address
) -> Sent:
    """Send it again, expired or not; raise `Unusable` when it was answered or taken back."""
    writing = begin(invitation.dossier, by=by, on=on, right="dossier.inviter")
    row = Invitation.objects.select_for_update().get(pk=invitation.pk, dossier=writing.dossier)
    if row.settled:
        raise Unusable(Motif.UTILISEE if row.accepted_at else Motif.RETIREE)
    row.dossier = writing.dossier
    sent = invitations.send(row, by=writing.by, adresse=adresse, at=at)
    writing.note("invitation.renvoyer", cible=str(row), detail={"role": row.role})
    return sent
