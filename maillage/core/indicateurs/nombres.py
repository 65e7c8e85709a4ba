"""A number as French writes it."""

from decimal import Decimal
from typing import Final

from maillage.core.typographie import FINE

MOINS: Final = "\u2212"  # the minus sign, as wide as a figure


def nombre(valeur: Decimal) -> str:
    """Write a number: « 12,4 », « 61 367 »."""
    return f"{valeur:,}".replace(",", FINE).replace(".", ",").replace("-", MOINS)
