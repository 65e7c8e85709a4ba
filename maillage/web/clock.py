"""The only place of the pages that reads the clock; a test or a demonstration may stop it."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present instant, with its time zone."""
    return timezone.now()  # noqa: TID251 -- this is the one place


def today() -> date:
    """Return the present day in France, or the day that `MAILLAGE_AUJOURDHUI` states."""
    fixed: date | None = getattr(settings, "MAILLAGE_AUJOURDHUI", None)
    return fixed or timezone.localdate(now())  # noqa: TID251 -- this is the one place
