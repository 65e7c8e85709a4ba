"""Arithmetic on days, as the rules count it."""

import calendar
from datetime import date
from itertools import pairwise
from typing import Final

from maillage.core.regles.operations import Inapplicable, elements, genre, nombre

_MONTHS: Final = 12


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise Inapplicable(f"une date était attendue, la donnée contient {genre(value)}")
    return value


def mois_apres(start: object, months: object) -> date:
    """Return the same day of the month, some months later, brought back to the month's end."""
    day, count = _day(start), int(nombre(months))
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def jours(first: object, second: object) -> int:
    """Count the days from the first to the second."""
    return (_day(second) - _day(first)).days


def croissant(dates: object) -> bool:
    """Say if the known days follow one another; two on the same day do."""
    known = [_day(value) for value in elements(dates) if value is not None]
    return all(before <= after for before, after in pairwise(known))
