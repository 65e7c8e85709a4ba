"""The forecast budget of the project, by year and by nature of charge or product."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import Enveloppe, Imputation, MissionAction, OrigineLigne


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneBudgetProjet:
    """A line of the forecast; its side, account and printed row follow from its nature."""

    exercice: int  # civil year
    nature: str  # code of reference/plan_comptable
    libelle: str | None = None  # what it is for; printed where the form leaves a free line
    financeur: str | None = None  # who gives, for a product: « Conseil départemental 43 »
    imputation: Imputation | None = None  # None: direct
    montant: Decimal | None = None  # euros, at most two decimals
    mission: MissionAction | None = None  # None: that of its action, or none
    action: str | None = None  # id of the action that it is for
    enveloppe: Enveloppe | None = None  # the money that it belongs to
    origine: OrigineLigne | None = None  # None: typed by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneRealisee:
    """What an account held at the end of a year, or up to a day of it."""

    exercice: int
    compte: str  # as the accounts number it
    libelle: str | None = None
    nature: str | None = None  # code of reference/plan_comptable; None: still to be placed
    montant: Decimal | None = None  # euros; an expense or an income, both above zero
    arrete_le: date | None = None  # None: the whole year
