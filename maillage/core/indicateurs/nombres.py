"""A number as French writes it."""

from decimal import Decimal

from maillage.core.typographie import FINE


def nombre(valeur: Decimal) -> str:
    """Write a number: « 12,4 », « 61 367 »."""
    return f"{valeur:,}".replace(",", FINE).replace(".", ",")
