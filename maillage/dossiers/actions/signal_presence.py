"""Say that someone is writing somewhere. It fades in a moment, so the journal does not hold it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier, Presence
from maillage.dossiers.permissions import Person
from maillage.dossiers.queries.presences import FADES

_FRESH: Final = timedelta(seconds=10)  # seen so lately: nothing to write
_FORGOTTEN: Final = 40 * FADES


def signal_presence(*, dossier: Dossier, cible: str, by: Person, at: datetime) -> None:
    """Note that the person is writing there now, once in a few seconds at most."""
    grant = permissions.check(by, "dossier.modifier", dossier)
    here = Presence.objects.filter(dossier=dossier, user=grant.user, cible=cible)
    if here.filter(vu_at__gt=at - _FRESH, vu_at__lte=at).exists():
        return
    with transaction.atomic():
        Presence.objects.filter(dossier=dossier, vu_at__lt=at - _FORGOTTEN).delete()
        Presence.objects.bulk_create(
            [Presence(dossier=dossier, user=grant.user, cible=cible, vu_at=at)],
            update_conflicts=True,
            unique_fields=["dossier", "user", "cible"],
            update_fields=["vu_at"],
        )
