"""Meetings, in the order of time, each in one line."""

from collections.abc import Iterable

from maillage.core.facts import Reunion
from maillage.documents.build.valeurs import words
from maillage.documents.characters import one_line
from maillage.documents.typographie import NO_BREAK, integer, partial


def in_order(reunions: Iterable[Reunion]) -> list[Reunion]:
    """Return the meetings by date, those without a date at the end."""
    return sorted(reunions, key=lambda r: (r.date is None, r.date and r.date.first_day()))


def reunion(held: Reunion) -> str:
    """Write « 12 mars 2025 : Première rencontre, réunion d’information, 34 participants »."""
    parts = [one_line(held.intitule)]
    if held.nature:
        parts.append(words(held.nature) or "")
    if held.participants is not None:
        people = "participant" if held.participants < 2 else "participants"
        parts.append(f"{integer(held.participants)}{NO_BREAK}{people}")
    when = partial(held.date) if held.date else "date à compléter"
    return f"{when}{NO_BREAK}: {', '.join(parts)}"
