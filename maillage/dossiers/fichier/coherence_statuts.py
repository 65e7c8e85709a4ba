"""What the shape of the statutes cannot say: options that exist, professions, amounts."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

from maillage.core.facts import Statuts
from maillage.reference.statuts import tables

Place = tuple[str | int, ...]


def codes(statuts: Statuts) -> Iterator[tuple[str, Place, str]]:
    """Yield each code of the statutes with its place, and the options it must be one of."""
    for cle, definition in tables().choix.items():
        value = getattr(statuts, cle)
        if not definition.options or value is None:
            continue
        if isinstance(value, tuple):
            yield from ((code, ("statuts", cle, rank), cle) for rank, code in enumerate(value))
        else:
            yield value, ("statuts", cle), cle


def professions(statuts: Statuts) -> Iterator[tuple[str, Place]]:
    """Yield the professions that the colleges name, with their places."""
    for rank, college in enumerate(statuts.colleges or ()):
        for position, code in enumerate(college.professions or ()):
            yield code, ("statuts", "colleges", rank, "professions", position)


def montants(statuts: Statuts) -> Iterator[tuple[Decimal, Place]]:
    """Yield the amounts of the statutes, with their places."""
    for field in fields(statuts):
        value = getattr(statuts, field.name)
        if isinstance(value, Decimal):
            yield value, ("statuts", field.name)
    for rank, college in enumerate(statuts.colleges or ()):
        if college.cotisation is not None:
            yield college.cotisation, ("statuts", "colleges", rank, "cotisation")
