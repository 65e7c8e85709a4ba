"""An indicator put into words: where it starts, where it should go."""

from decimal import Decimal
from typing import Final

from maillage.core import missions
from maillage.core.facts import Indicateur
from maillage.documents.typographie import NO_BREAK, measure, partial

NON_CALCULABLE: Final = "non calculable"


def depart(one: Indicateur) -> str | None:
    """Return the words of the team, else the baseline that its numbers give."""
    if one.depart:
        return one.depart
    found = missions.depart(one)
    if not found.calculable:
        return NON_CALCULABLE
    if found.valeur is None:
        return None
    when = f" ({partial(one.depart_date)})" if one.depart_date else ""
    return f"{valeur(found.valeur, one)}{when}"


def cible(one: Indicateur) -> str | None:
    """Return the words of the team, else the target of each year."""
    if one.cible:
        return one.cible
    rows = sorted(one.cibles or (), key=lambda target: target.exercice)
    said = [f"{valeur(row.valeur, one)} en {row.exercice}" for row in rows]
    return f"{NO_BREAK}; ".join(said) or None


def valeur(found: Decimal, one: Indicateur) -> str:
    """Write a value with its unit, and no more decimals than it has."""
    plain = found.quantize(Decimal(1)) if found == found.to_integral_value() else found
    return measure(plain, one.unite or "")
