"""French typography for what the pages say: spaces that do not break, numbers, dates, amounts."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format

from maillage.core.facts import PartialDate
from maillage.core.typographie import FINE, INSECABLE, fr

MOINS = "\u2212"
_DAYS: Final = 512

__all__ = [
    "FINE",
    "INSECABLE",
    "euros",
    "fr",
    "heure",
    "jour",
    "nombre",
    "pluriel",
    "pourcent",
    "quand",
]


def nombre(value: int | Decimal | None, decimals: int = 0) -> str:
    """Write a number the French way: 61 367, 0,5."""
    if value is None:
        return "–"
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}".replace(",", FINE).replace(".", ",")
    return f"{MOINS}{text}" if exact < 0 else text


def euros(value: Decimal | int | None) -> str:
    """Write an amount; cents only when there are some."""
    if value is None:
        return "–"
    amount = Decimal(value)
    return nombre(amount, 0 if amount == amount.to_integral_value() else 2) + FINE + "€"


def pourcent(value: Decimal | int | None, decimals: int = 0) -> str:
    """Write a percentage, given as 0 to 100."""
    return "–" if value is None else nombre(value, decimals) + FINE + "%"


def jour(value: date | PartialDate | None) -> str:
    """Write a day, a month or a year: « 3 septembre 2026 », « septembre 2026 », « 2026 »."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        if value.month is None:
            return str(value.year)
        return _day(value.first_day(), with_day=value.day is not None)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _day(value, with_day=True)


@lru_cache(maxsize=_DAYS)  # a list says the same few days line after line
def _day(value: date, *, with_day: bool) -> str:
    text = date_format(value, "F Y" if not with_day else "j F Y")
    return text.replace("1 ", "1er ", 1) if with_day and value.day == 1 else text


def heure(value: datetime) -> str:
    """Say the time of day of an instant: « 21 h 42 »."""
    local = timezone.localtime(value)
    return f"{local.hour}{INSECABLE}h{INSECABLE}{local.minute:02d}"


def quand(value: datetime | None, on: date) -> str:
    """Say an instant seen from a day: « aujourd’hui à 14 h 05 », « hier », « le 3 septembre »."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    hour = heure(value)
    distance = (on - local.date()).days
    if distance == 0:
        return f"aujourd’hui à {hour}"
    if distance == 1:
        return f"hier à {hour}"
    text = date_format(local.date(), "j F" if local.year == on.year else "j F Y")
    return f"le {text}"


def pluriel(count: int, one: str, many: str = "") -> str:
    """Agree a noun with a count, and write both: « 1 commune », « 45 communes »."""
    word = one if abs(count) < 2 else many or f"{one}s"
    return f"{nombre(count)}{INSECABLE}{word}"
