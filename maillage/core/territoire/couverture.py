"""Who covers what: each commune of the country, its CPTS, and the counts by département."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from maillage.core.territoire.communes import departement_of
from maillage.core.territoire.cpts import CptsConnue, Prise
from maillage.core.territoire.perimetre import Adjacence, bloc_de, blocs

CENT: Final = 100
TWO: Final = 2


class Lieu(NamedTuple):
    """A commune, or an arrondissement of Paris, Lyon or Marseille."""

    code: str
    departement: str
    population: int | None
    parent: str | None = None  # commune of an arrondissement


class Etat(StrEnum):
    """What is known of a commune."""

    COUVERTE = "couverte"  # by one CPTS, whole
    EN_PARTIE = "en_partie"  # by named parts only
    DISPUTEE = "disputee"  # by several
    BLANCHE = "blanche"  # by none
    INCONNUE = "inconnue"  # no list describes its département


@dataclass(slots=True)
class Compte:
    """Communes and inhabitants by state, somewhere."""

    communes: dict[Etat, int] = field(default_factory=lambda: dict.fromkeys(Etat, 0))
    habitants: dict[Etat, int] = field(default_factory=lambda: dict.fromkeys(Etat, 0))
    cpts: set[int] = field(default_factory=set)  # ranks of those that take a commune there

    @property
    def total(self) -> int:
        return sum(self.communes.values())

    @property
    def population(self) -> int:
        return sum(self.habitants.values())

    @property
    def population_couverte(self) -> int:
        """Return the inhabitants of the communes taken whole, by one CPTS or by several."""
        return self.habitants[Etat.COUVERTE] + self.habitants[Etat.DISPUTEE]

    @property
    def part_couverte(self) -> Decimal | None:
        """Return their share, to one decimal, never rounded up; None: nothing is known there."""
        if not self.population or self.communes[Etat.INCONNUE] == self.total:
            return None
        share = Decimal(CENT * self.population_couverte) / self.population
        return share.quantize(Decimal("0.1"), ROUND_DOWN)

    def ajouter(self, other: "Compte") -> None:
        """Add the counts of another place."""
        for etat in Etat:
            self.communes[etat] += other.communes[etat]
            self.habitants[etat] += other.habitants[etat]
        self.cpts |= other.cpts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Couverture:
    """The country, commune by commune; one reading is one object."""

    cpts: tuple[CptsConnue, ...]
    etats: Mapping[str, Etat]
    prises: Mapping[str, tuple[int, ...]]  # place → ranks of the CPTS that take it
    departements: Mapping[str, Compte]

    def de(self, code: str) -> tuple[CptsConnue, ...]:
        """Return the CPTS that take a place, wholly or in part."""
        return tuple(self.cpts[rank] for rank in self.prises.get(code, ()))

    def somme(self, departements: Iterable[str]) -> Compte:
        """Return the counts of several départements together."""
        whole = Compte()
        for code in departements:
            if code in self.departements:
                whole.ajouter(self.departements[code])
        return whole

    def dans(self, etat: Etat, departements: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the communes in a state, there or everywhere."""
        return tuple(
            sorted(
                code
                for code, one in self.etats.items()
                if one is etat and (departements is None or departement_of(code) in departements)
            )
        )


def couvrir(
    cpts: Sequence[CptsConnue], lieux: Iterable[Lieu], decrits: Collection[str]
) -> Couverture:
    """Read the country; `decrits` are the départements whose every CPTS some list gives.

    Elsewhere, a commune that no CPTS takes is not said to have none.
    """
    takers: dict[str, list[int]] = {}
    for rank, one in enumerate(cpts):
        for code in one.prise.lieux:
            takers.setdefault(code, []).append(rank)
    states: dict[str, Etat] = {}
    counts: dict[str, Compte] = {}
    for code, departement, population, _ in lieux:
        ranks = takers.get(code)
        if ranks is None:
            state = Etat.BLANCHE if departement in decrits else Etat.INCONNUE
        else:
            state = _taken(code, [cpts[rank].prise for rank in ranks])
        states[code] = state
        count = counts.get(departement)
        if count is None:
            count = counts[departement] = Compte()
        count.communes[state] += 1
        count.habitants[state] += population or 0
        if ranks is not None:
            count.cpts.update(ranks)
    return Couverture(
        cpts=tuple(cpts),
        etats=states,
        prises={code: tuple(ranks) for code, ranks in takers.items()},
        departements=counts,
    )


def _taken(code: str, takers: Sequence[Prise]) -> Etat:
    if len(takers) == 1:
        return Etat.COUVERTE if code in takers[0].entieres else Etat.EN_PARTIE
    disputed = any(code in a.disputes(b) for a, b in combinations(takers, TWO))
    return Etat.DISPUTEE if disputed else Etat.EN_PARTIE


# --- white zones ----------------------------------------------------------------------------------


def blanches(couverture: Couverture, lieux: Iterable[Lieu]) -> frozenset[str]:
    """Return the communes that no CPTS enters, not even one of their arrondissements."""
    whole: dict[str, bool] = {}
    for place in lieux:
        white = couverture.etats[place.code] is Etat.BLANCHE
        commune = place.parent or place.code
        whole[commune] = whole.get(commune, True) and white
    return frozenset(code for code, white in whole.items() if white)


def zones_blanches(white: Collection[str], adjacence: Adjacence) -> tuple[tuple[str, ...], ...]:
    """Return communes without CPTS in pieces that hold together, the largest first."""
    return blocs(white, adjacence)


def zones_autour(
    voisines: Iterable[str], white: Collection[str], adjacence: Adjacence
) -> tuple[tuple[str, ...], ...]:
    """Return the pieces without CPTS that touch a territory, the largest first."""
    left, found = {code for code in voisines if code in white}, []
    while left:
        piece = bloc_de(left.pop(), white, adjacence)
        left -= piece
        found.append(tuple(sorted(piece)))
    return tuple(sorted(found, key=lambda piece: (-len(piece), piece)))
