"""Take an invitation back: its link opens nothing more."""

from datetime import date, datetime

from django.db import transaction

from maillage.dossiers import invitations
from maillage.dossiers.models import Invitation
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Person, on: date, at: datetime) -> bool:
    """Take it back; False when it was answered or taken back already, and nothing is written."""
    writing = begin(invitation.dossier, by=by, on=on, right="dossier.inviter")
    row = Invitation.objects.select_for_update().get(pk=invitation.pk, dossier=writing.dossier)
    if row.settled:
        return False
    row.revoked_at = at
    invitations.settle(row)
    writing.note("invitation.retirer", cible=str(row), detail={"role": row.role})
    return True
