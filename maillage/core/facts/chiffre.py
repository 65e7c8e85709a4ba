"""A figure of the territory that no open file gives: the team got it elsewhere, and says where."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from maillage.core.facts.partial_date import PartialDate

LARGEST: Final = Decimal("1e12")  # no figure of a territory reaches it: a slip of the keyboard does


@dataclass(frozen=True, slots=True, kw_only=True)
class Chiffre:
    """One indicator at one date; the same one at other dates is its evolution.

    A figure is in the unit of its indicator, as its source writes it: 8.2 for 8,2 %.
    """

    indicateur: str | None = None  # code of reference/indicateurs; None: see `libelle`
    libelle: str | None = None  # the name of an indicator that the table does not list
    unite: str | None = None  # of such an indicator
    numerateur: Decimal | None = None
    denominateur: Decimal | None = None
    valeur: Decimal | None = None  # None: what the numerator and the denominator give
    departement: Decimal | None = None  # the same figure, for what one compares with
    region: Decimal | None = None
    france: Decimal | None = None
    source: str
    date: PartialDate
