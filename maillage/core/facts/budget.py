"""The forecast budget of the project, by year and by nature of charge or product."""

from dataclasses import dataclass
from decimal import Decimal

from maillage.core.facts.codes import Imputation


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneBudgetProjet:
    """A line of the forecast; its side, account and printed row follow from its nature."""

    exercice: int  # civil year
    nature: str  # code of reference/plan_comptable
    libelle: str | None = None  # what it is for; printed where the form leaves a free line
    financeur: str | None = None  # who gives, for a product: « Conseil départemental 43 »
    imputation: Imputation | None = None  # None: direct
    montant: Decimal | None = None  # euros, at most two decimals
