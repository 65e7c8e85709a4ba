"""Who is writing where, at this moment."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from maillage.accounts.models import User
from maillage.dossiers.models import Dossier, Presence

FADES: Final = timedelta(seconds=45)  # three times what a page waits between two signs


def writing_now(
    dossier: Dossier, at: datetime, *, without: User | None = None
) -> QuerySet[Presence]:
    """Return who writes in the dossier, the latest first, with their names and the place.

    Someone whose accès was taken away meanwhile is no longer there.
    """
    seen = Presence.objects.filter(
        dossier=dossier, vu_at__gt=at - FADES, user__acces__dossier=dossier
    )
    if without is not None:
        seen = seen.exclude(user=without)
    return seen.select_related("user").distinct().order_by("-vu_at", "pk")
