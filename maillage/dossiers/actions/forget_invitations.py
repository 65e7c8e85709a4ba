"""Forget the addresses of those who never answered."""

from datetime import datetime

from django.db import transaction

from maillage.dossiers.invitations import OUBLI
from maillage.dossiers.models import Invitation


@transaction.atomic
def forget_invitations(*, at: datetime) -> int:
    """Remove the invitations left without an answer for long; return how many.

    The instance does it by itself: nobody acts, and the journal keeps what was sent.
    """
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    removed, _ = waiting.filter(expires_at__lte=at - OUBLI).delete()
    return removed
