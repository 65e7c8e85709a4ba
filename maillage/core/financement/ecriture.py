"""Amounts, rates, days and kinds of payments as a reader writes them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from maillage.core.facts.codes import NatureLigne
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement.grille import CENTIMES

NATURES: Final[Mapping[NatureLigne, str]] = MappingProxyType(
    {
        NatureLigne.DOTATION_INITIALE: "dotation de signature",
        NatureLigne.SOLDE: "solde",
        NatureLigne.VARIABLE: "part variable",
        NatureLigne.FORFAIT: "forfait",
        NatureLigne.AVANCE: "avance",
    }
)
DOUTES: Final[Mapping[Fiabilite, str]] = MappingProxyType(
    {
        Fiabilite.VU: "",
        Fiabilite.DEDUIT: "montant déduit",
        Fiabilite.A_CONFIRMER: "montant déduit, à confirmer",
    }
)

FINE = "\u202f"  # narrow no-break space
INSECABLE = "\u00a0"  # no-break space
_DECIMALES = 2
_POURCENT = 100


def nombre(value: int) -> str:
    """Write a whole number: « 61 367 »."""
    return f"{value:,}".replace(",", FINE)


def euros(centimes: int) -> str:
    """Write cents as euros: « 12 345,67 € », « -30,82 € »."""
    whole, cents = divmod(abs(centimes), CENTIMES)
    sign = "-" if centimes < 0 else ""
    return f"{sign}{nombre(whole)},{cents:0{_DECIMALES}d}{INSECABLE}€"


def pourcent(rate: Fraction) -> str:
    """Write a rate: « 60 % » when it falls right, else the exact fraction, « 17/30 »."""
    percent = rate * _POURCENT
    if (percent * _POURCENT).denominator != 1:
        return f"{rate.numerator}/{rate.denominator}"
    whole, rest = divmod(int(percent * _POURCENT), _POURCENT)
    decimals = f",{rest:0{_DECIMALES}d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}{INSECABLE}%"


def jour(day: date) -> str:
    """Write a day: « 15/09/2022 »."""
    return f"{day:%d/%m/%Y}"


def lower(sentence: str) -> str:
    """Return a sentence made to follow a colon."""
    return sentence[:1].lower() + sentence[1:]
