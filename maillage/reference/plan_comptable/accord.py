"""Where the money of the agreement goes in a budget, and which chart a year follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.budget import NatureAccord
from maillage.core.fiabilite import Fiabilite
from maillage.reference.plan_comptable import natures
from maillage.reference.strict import read, structure

_ACCORD = Path(__file__).with_name("accord.yaml")
_PLANS = Path(__file__).with_name("plans.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Accord:
    verifie_le: date
    source: str
    fiabilite: Fiabilite
    lignes: tuple[NatureAccord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComptable:
    """An edition of the chart of accounts of associations."""

    code: str
    nom: str
    depuis: int  # first year
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    verifie_le: date
    plans: tuple[PlanComptable, ...]


@cache
def natures_accord() -> tuple[NatureAccord, ...]:
    """Return where each sum of the agreement goes."""
    return structure(read(_ACCORD.read_bytes(), _ACCORD.name), _Accord, _ACCORD.name).lignes


@cache
def plans() -> tuple[PlanComptable, ...]:
    """Return the editions, the oldest first."""
    return structure(read(_PLANS.read_bytes(), _PLANS.name), _Plans, _PLANS.name).plans


def plan_de(exercice: int) -> PlanComptable:
    """Return the edition of a year; the oldest one for years before it."""
    started = [plan for plan in plans() if plan.depuis <= exercice]
    return started[-1] if started else plans()[0]


@cache
def comptes(code: str) -> Mapping[str, str | None]:
    """Return the account of each nature in an edition."""
    name = f"plan_{code}"
    return MappingProxyType({one.code: getattr(one.comptes, name) for one in natures().values()})
