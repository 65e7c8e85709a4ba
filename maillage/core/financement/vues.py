"""The same payments, seen by contract year, by civil year, by month, and as cash (convention B6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from maillage.core.facts.codes import NatureLigne
from maillage.core.financement.calendrier import plus_mois
from maillage.core.financement.lignes import Ligne

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totaux:
    """Sums of payments, in cents; a key is there as soon as a payment is."""

    par_annee_contrat: Mapping[int, int]
    par_annee_civile_de_date: Mapping[int, int]
    par_mois: Mapping[tuple[int, int], int]  # (year, month)
    par_poste: Mapping[str, int]
    par_nature: Mapping[NatureLigne, int]
    total: int
    maximum: int  # the same, were every result still to be decided reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouvement:
    """A day on which money comes, and all that came so far."""

    le: date
    centimes: int
    cumul: int


def totaux(lignes: Iterable[Ligne], rangs: Mapping[str, int]) -> Totaux:
    """Add the payments up, in every view; each view has the same total."""
    rows = tuple(lignes)
    natures = tuple(NatureLigne)
    return Totaux(
        par_annee_contrat=_sums(rows, lambda row: row.annee),
        par_annee_civile_de_date=_sums(rows, lambda row: row.le.year),
        par_mois=_sums(rows, lambda row: (row.le.year, row.le.month)),
        par_poste=_sums(rows, lambda row: row.poste, lambda poste: rangs[poste]),
        par_nature=_sums(rows, lambda row: row.nature, natures.index),
        total=sum(row.centimes for row in rows),
        maximum=sum(row.centimes if row.maximum is None else row.maximum for row in rows),
    )


def _sums(
    rows: Iterable[Ligne],
    key: Callable[[Ligne], Key],
    order: Callable[[Key], object] | None = None,
) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for row in rows:
        found[key(row)] = found.get(key(row), 0) + row.centimes
    return {one: found[one] for one in sorted(found, key=order)}  # type: ignore[type-var,arg-type]  # ours sort


def tresorerie(lignes: Iterable[Ligne], *, delai_mois: int | None = None) -> tuple[Mouvement, ...]:
    """Return what comes on which day: at the earliest, or at the latest when a delay is given.

    At the latest is the limit of a payment; one without limit is supposed to come after the delay.
    What may have to be given back is left out until the caisse decides (G7).
    """
    by_day: dict[date, int] = {}
    for row in lignes:
        if not row.indicatif:
            day = row.le if delai_mois is None else _latest(row, delai_mois)
            by_day[day] = by_day.get(day, 0) + row.centimes
    return cumuler(by_day)


def cumuler(by_day: Mapping[date, int]) -> tuple[Mouvement, ...]:
    """Return the days in order, with all that came so far."""
    moves, so_far = [], 0
    for day in sorted(by_day):
        so_far += by_day[day]
        moves.append(Mouvement(le=day, centimes=by_day[day], cumul=so_far))
    return tuple(moves)


def _latest(row: Ligne, delai_mois: int) -> date:
    return row.limite or plus_mois(row.le, delai_mois)
