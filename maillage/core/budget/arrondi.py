"""Amounts to whole euros without changing their total: the largest remainders."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

EURO = Decimal(1)


def entier(montant: Decimal) -> Decimal:
    """Round to the euro, half upwards."""
    return montant.quantize(EURO, ROUND_HALF_UP)


def plus_grands_restes(montants: Sequence[Decimal]) -> list[Decimal]:
    """Round amounts so that they add up to the rounded total.

    Each takes its whole part; the euros left go to the largest remainders, the first rows first.
    """
    wholes = [montant.quantize(EURO, ROUND_FLOOR) for montant in montants]
    left = int(entier(sum(montants, Decimal(0))) - sum(wholes, Decimal(0)))
    ranked = sorted(range(len(montants)), key=lambda n: (wholes[n] - montants[n], n))
    for number in ranked[:left]:
        wholes[number] += EURO
    return wholes
