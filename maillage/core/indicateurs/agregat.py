"""Sums over the places of a zone, and the share of its inhabitants that they stand for.

A place where a figure is unknown is left out above and below alike, and counted as missing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum
from typing import Final

from maillage.core.indicateurs.formules import Colonne


class Manque(StrEnum):
    """Why a figure of a place is unknown; the same words as the installed measures."""

    SECRETE = "secrete"  # noqa: S105 -- withheld by the publisher: the secret of statistics
    NON_SIGNIFICATIVE = "non_significative"
    ABSENTE = "absente"


_PIRE: Final = (Manque.SECRETE, Manque.NON_SIGNIFICATIVE, Manque.ABSENTE)
ENTIERE: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rangs:
    """The places of a table, rank after rank.

    The arrondissements of a commune stand beside it: they answer where only they are published.
    """

    codes: tuple[str, ...]
    populations: tuple[float, ...]  # 0: not known
    parts: tuple[float, ...] = ()  # share of the place that is taken; empty: all whole
    enfants: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    racines: tuple[int, ...] = ()  # the ranks that make the zone


@dataclass(frozen=True, slots=True)
class Agregat:
    """The sums of a zone; two zones without a place in common add up."""

    numerateur: float = 0.0
    denominateur: float = 0.0
    population: float = 0.0  # inhabitants of the places counted
    population_totale: float = 0.0
    lieux: int = 0
    lieux_total: int = 0
    secretes: int = 0
    non_significatives: int = 0
    absentes: int = 0
    partage: bool = False  # a part of a commune was taken as the whole of it, in proportion

    def __add__(self, autre: "Agregat") -> "Agregat":
        return Agregat(
            self.numerateur + autre.numerateur,
            self.denominateur + autre.denominateur,
            self.population + autre.population,
            self.population_totale + autre.population_totale,
            self.lieux + autre.lieux,
            self.lieux_total + autre.lieux_total,
            self.secretes + autre.secretes,
            self.non_significatives + autre.non_significatives,
            self.absentes + autre.absentes,
            self.partage or autre.partage,
        )


def total(agregats: Iterable[Agregat]) -> Agregat:
    """Add up zones; the order does not change a digit."""
    held = tuple(agregats)
    return Agregat(
        fsum(one.numerateur for one in held),
        fsum(one.denominateur for one in held),
        fsum(one.population for one in held),
        fsum(one.population_totale for one in held),
        sum(one.lieux for one in held),
        sum(one.lieux_total for one in held),
        sum(one.secretes for one in held),
        sum(one.non_significatives for one in held),
        sum(one.absentes for one in held),
        any(one.partage for one in held),
    )


Pourquoi = Callable[[int], Manque]  # why the figure of this rank is unknown


def agreger(
    numerateur: Colonne,
    denominateur: Colonne | None,
    rangs: Rangs,
    racines: Sequence[int],
    pourquoi: Pourquoi,
) -> tuple[Agregat, tuple[tuple[int, Manque], ...]]:
    """Add up some places; return also those left out, each with the reason."""
    below: Colonne = numerateur if denominateur is None else denominateur
    kept: list[int] = []
    missing: list[tuple[int, Manque]] = []
    for rank in racines:
        if numerateur[rank] is not None and below[rank] is not None:
            kept.append(rank)
            continue
        for one in _children(rank, numerateur, below, rangs):
            if numerateur[one] is None or below[one] is None:
                missing.append((one, pourquoi(one)))
            else:
                kept.append(one)
    reasons = [reason for _, reason in missing]
    people = _sum(rangs.populations, kept, rangs)
    left = _sum(rangs.populations, [rank for rank, _ in missing], rangs)
    return Agregat(
        _sum(numerateur, kept, rangs),
        _sum(denominateur, kept, rangs) if denominateur is not None else 0.0,
        people,
        people + left,
        len(kept),
        len(kept) + len(missing),
        reasons.count(Manque.SECRETE),
        reasons.count(Manque.NON_SIGNIFICATIVE),
        reasons.count(Manque.ABSENTE),
        bool(rangs.parts) and any(rangs.parts[rank] != ENTIERE for rank in kept),
    ), tuple(missing)


def _sum(column: Colonne, ranks: Sequence[int], rangs: Rangs) -> float:
    """Add up the figures of some places, all known; a part of a place counts for its share."""
    if rangs.parts:
        return fsum((column[rank] or 0.0) * rangs.parts[rank] for rank in ranks)
    return fsum([column[rank] or 0.0 for rank in ranks])


def _children(rank: int, above: Colonne, below: Colonne, rangs: Rangs) -> tuple[int, ...]:
    """Return the arrondissements of a place when only they have figures, else the place itself."""
    children = rangs.enfants.get(rank, ())
    some = any(above[one] is not None and below[one] is not None for one in children)
    return children if some else (rank,)


def le_pire(raisons: Iterable[Manque | None]) -> Manque:
    """Return the reason to give when several figures of a place are unknown: secrecy first."""
    held = set(raisons)
    return next((reason for reason in _PIRE if reason in held), Manque.ABSENTE)
