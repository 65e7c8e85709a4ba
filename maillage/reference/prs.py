"""The priorities of the regional health plans, as the forms print them in tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.fiabilite import Fiabilite
from maillage.reference.nomenclatures import rubriques
from maillage.reference.regions import regions
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("prs.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorite:
    """A line of a table: an axis below its theme, or a theme alone."""

    code: str
    libelle: str
    theme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePrs:
    """A table of a plan, and the rubrique that it answers."""

    code: str
    libelle: str
    rubrique: str
    priorites: tuple[Priorite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRegional:
    """The health plan of a region."""

    region: str
    nom: str
    depuis: date
    source: str
    fiabilite: Fiabilite
    tables: tuple[TablePrs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    verifie_le: date
    plans: tuple[PlanRegional, ...]


@cache
def plans_regionaux() -> Mapping[str, PlanRegional]:
    """Return the known plans, by code of region."""
    return lire_plans(_FILE.read_bytes(), _FILE.name)


def lire_plans(data: bytes, name: str) -> Mapping[str, PlanRegional]:
    """Read plans strictly; raise `Problems` with all that is wrong."""
    plans = structure(read(data, name), _Plans, name).plans
    problems = _problems(plans)
    if problems:
        raise Problems(name, problems)
    return MappingProxyType({plan.region: plan for plan in plans})


@cache
def priorites_prs() -> Mapping[str, Priorite]:
    """Return every priority of every plan, by code."""
    return MappingProxyType(
        {
            priorite.code: priorite
            for plan in plans_regionaux().values()
            for table in plan.tables
            for priorite in table.priorites
        }
    )


def tables_prs(region: str) -> Mapping[str, TablePrs]:
    """Return the tables of the plan of a region, by code; none when the plan is not known."""
    plan = plans_regionaux().get(region)
    return MappingProxyType({table.code: table for table in plan.tables} if plan else {})


def _problems(plans: tuple[PlanRegional, ...]) -> list[Problem]:
    problems = _twice("région", [plan.region for plan in plans])
    codes = [p.code for plan in plans for table in plan.tables for p in table.priorites]
    problems += _twice("code de priorité", codes)
    for plan in plans:
        if plan.region not in regions():
            problems.append(Problem(f"« {plan.region} » n’est pas une région", field="region"))
        problems += _twice("code de table", [table.code for table in plan.tables])
        problems += [
            Problem(f"la rubrique « {table.rubrique} » n’existe pas", field=table.code)
            for table in plan.tables
            if table.rubrique not in rubriques()
        ]
    return problems


def _twice(what: str, names: list[str]) -> list[Problem]:
    repeated = sorted({name for name in names if names.count(name) > 1})
    return [Problem(f"{what} écrit deux fois : {', '.join(repeated)}")] if repeated else []
