"""Arithmetic on days, as the rules count it."""

from datetime import date
from itertools import pairwise

from maillage.core.financement.calendrier import plus_mois
from maillage.core.regles.operations import Inapplicable, elements, genre, nombre


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise Inapplicable(f"une date était attendue, la donnée contient {genre(value)}")
    return value


def mois_apres(start: object, months: object) -> date:
    """Return the same day of the month, some months later, brought back to the month's end."""
    return plus_mois(_day(start), int(nombre(months)))


def jours(first: object, second: object) -> int:
    """Count the days from the first to the second."""
    return (_day(second) - _day(first)).days


def croissant(dates: object) -> bool:
    """Say if the known days follow one another; two on the same day do."""
    known = [_day(value) for value in elements(dates) if value is not None]
    return all(before <= after for before, after in pairwise(known))
