"""The larger places, added up from their communes where the publisher gives none.

Only measures that add up, and means by what weighs them. A place whose communes are partly unknown has no figure, unless what is
unknown holds a sliver of its people: a département left out whole (Mayotte) leaves France a figure.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from math import isnan
from typing import Final

from maillage.core.territoire.communes import Commune, departement_of
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.territoires import lieux
from maillage.territoires.mesures import Statut

TOLEREE: Final = 0.005  # share of the people of a place whose communes may lack
HORS: Final = frozenset(("975", "977", "978", "984", "986", "987", "988", "989"))
_ARRONDIES: Final = ("13055", "69123", "75056")  # the communes with arrondissements municipaux


class _Somme:
    """A measure after the other, added up or weighed; with the people of the communes that lack."""

    def __init__(self, releve: Releve) -> None:
        self.people = 0
        self.held = 0  # communes with a line
        self.means = releve.ponderees
        self.weights = dict.fromkeys(self.means, 0.0)
        ranks = (*releve.additives, *self.means)
        self.totals = dict.fromkeys(ranks, 0.0)
        self.unknown = dict.fromkeys(ranks, 0)
        self.why: dict[int, Statut] = {}

    def commune(self, releve: Releve, commune: Commune) -> None:
        """Add a commune, with a line or without."""
        weight = commune.population or 0
        row = releve.lieux.get(commune.code)
        if row is None:
            self.sans(weight)
            return
        self.people += weight
        self.held += 1
        for rank in self.totals:
            by = self.means.get(rank)
            value = row[rank] if by is None else row[rank] * row[by]
            if isnan(value):
                self.unknown[rank] += weight
                self.why[rank] = releve.statut(commune.code, rank)
            else:
                self.totals[rank] += value
                if by is not None:
                    self.weights[rank] += row[by]

    def sans(self, people: int) -> None:
        """Add people of whom the source says nothing."""
        self.people += people
        for rank in self.unknown:
            self.unknown[rank] += people

    def plus(self, other: "_Somme") -> None:
        """Add another sum."""
        self.people += other.people
        self.held += other.held
        for rank, total in other.totals.items():
            self.totals[rank] += total
            self.unknown[rank] += other.unknown[rank]
        for rank, weight in other.weights.items():
            self.weights[rank] += weight
        self.why |= other.why

    def valeur(self, rank: int) -> float | Statut:
        """Return what a measure comes to: a sum, or a mean by what weighs it."""
        if rank not in self.means:
            return self.totals[rank]
        return self.totals[rank] / self.weights[rank] if self.weights[rank] else Statut.ABSENTE

    def ecarts(self, releve: Releve, place: str) -> Iterator[str]:
        """Say the sums of a place whose communes are all known that its own line contradicts."""
        row = releve.lieux.get(place)
        if row is None:
            return
        for rank in releve.additives:
            given, total = row[rank], self.totals[rank]
            if not self.unknown[rank] and abs(given - total) > TOLEREE * max(abs(given), 1):
                yield f"{place}, {releve.mesures[rank]} : {total:g} au lieu de {given:g}"

    def ecrire(self, releve: Releve, place: str) -> bool:
        """Write what is known of a place; nothing when the publisher gives it or nothing is known."""
        known = {rank for rank, lack in self.unknown.items() if lack <= TOLEREE * self.people}
        if place in releve.lieux or not known or not self.held:
            return False
        for rank in self.totals:
            absent = self.why.get(rank, Statut.ABSENTE)
            releve.poser(place, rank, self.valeur(rank) if rank in known else absent)
        return True


def completer(releve: Releve) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add the communes of arrondissements, départements, régions and France.

    Return the places added, and what the publisher gives otherwise than its communes add up to.
    """
    added = [code for code in _ARRONDIES if _whole(releve, code)]
    table = cog.table()
    touched = {departement_of(code) for code in releve.lieux}
    larger: dict[str, _Somme] = defaultdict(lambda: _Somme(releve))
    for code, (communes, people) in _departements().items():
        one = _Somme(releve)
        if code in touched:
            for commune in communes:
                for part in _parts(commune) if commune.code in added else (commune,):
                    one.commune(releve, part)
        else:
            one.sans(people)
        larger[lieux.departement(code)] = one
        larger[lieux.region(table.departements[code].region)].plus(one)
        larger[lieux.FRANCE].plus(one)
    apart = [said for place, one in larger.items() for said in one.ecarts(releve, place)]
    added += [place for place, one in larger.items() if one.ecrire(releve, place)]
    return tuple(added), tuple(apart)


def _parts(commune: Commune) -> Iterator[Commune]:
    """Return the arrondissements of a commune that was added up from them."""
    table = cog.table()
    return filter(None, map(table.commune, table.arrondissements(commune.code)))


@cache
def attendues() -> tuple[Commune, ...]:
    """Return the communes of today that a national source should hold: no overseas collectivity."""
    table = cog.table()
    codes = (code for code in table.codes() if departement_of(code) not in HORS)
    return tuple(filter(None, map(table.commune, codes)))


@cache
def _codes() -> frozenset[str]:
    return frozenset(commune.code for commune in attendues())


def manquantes(releve: Releve) -> tuple[str, ...]:
    """Return the codes of expected communes without a line, nor one for each of their parts."""
    lacking, table = _codes().difference(releve.lieux), cog.table()
    whole = (code for code in _ARRONDIES if code in lacking)
    apart = {
        code for code in whole if all(one in releve.lieux for one in table.arrondissements(code))
    }
    return tuple(sorted(lacking - apart))


@cache
def _departements() -> dict[str, tuple[list[Commune], int]]:
    """Return the communes of each département, and its people."""
    found: dict[str, list[Commune]] = defaultdict(list)
    for commune in attendues():
        found[commune.departement].append(commune)
    return {
        code: (communes, sum(commune.population or 0 for commune in communes))
        for code, communes in found.items()
    }


def _whole(releve: Releve, code: str) -> bool:
    """Add up the arrondissements of a commune that has no line of its own.

    A mean stays theirs: who asks how many people live under a threshold must see each of them.
    """
    parts = cog.table().arrondissements(code)
    if code in releve.lieux or not all(part in releve.lieux for part in parts):
        return False
    releve.ouvrir(code)
    for rank in releve.additives:
        releve.poser(code, rank, releve.somme(parts, rank))
    return True
