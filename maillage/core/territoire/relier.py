"""The fewest communes to add for a territory to hold in one piece."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from maillage.core.territoire.arbre import plus_petit_arbre
from maillage.core.territoire.perimetre import Adjacence, blocs

BLOCKS_AT_MOST: Final = 6  # above, the search for the best answer would be too long
WORK_AT_MOST: Final = 500_000  # places, times three for each block more: a tenth of a second
BOUND_AT_MOST: Final = 60  # communes added: farther apart, half of the country would be walked
TWO: Final = 2
THREE: Final = 3

Blocs = tuple[tuple[str, ...], ...]
Lien = tuple[int, str, str]  # what it costs, and the two communes where two spreads meet


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """Communes that, added, make one block of a territory."""

    communes: tuple[str, ...]
    exacte: bool  # no smaller set does it; False: a good one, found step by step
    separes: int  # pieces that nothing can join to the rest: islands


def relier(codes: Iterable[str], adjacence: Adjacence) -> Liaison:
    """Return the smallest set that joins the blocks, or a good one when there are many of them."""
    inside = {code for code in codes if adjacence.connue(code)}
    found = blocs(inside, adjacence)
    steps, lands = _by_steps(found, adjacence)
    added, exact = set[str](), True
    for land, chosen in zip(lands, steps, strict=True):
        best, sure = _best([found[rank] for rank in land], chosen, adjacence)
        added |= best
        exact = exact and sure
    return Liaison(communes=tuple(sorted(added)), exacte=exact, separes=max(0, len(lands) - 1))


# --- step by step ---------------------------------------------------------------------------------


def _by_steps(found: Blocs, adjacence: Adjacence) -> tuple[list[set[str]], list[list[int]]]:
    """Spread from all the blocks at once; where two spreads meet, a way; keep the shortest ways.

    Return, for each piece of land, the communes that join its blocks, and the ranks of these.
    """
    spread = _Spread(found, adjacence)
    groups = _Groupes(len(found))
    kept: list[Lien] = []
    while groups.count > 1 and spread.front:
        owner = spread.owner
        kept += [one for one in spread.next_links() if groups.join(owner[one[1]], owner[one[2]])]
    lands = groups.lists()
    chosen: list[set[str]] = [set() for _ in lands]
    where = {rank: number for number, land in enumerate(lands) for rank in land}
    for _, a, b in kept:
        chosen[where[spread.owner[a]]] |= {*spread.path(a), *spread.path(b)}
    return chosen, lands


class _Spread:
    """Every block grows by one ring at a time; each commune belongs to the block nearest to it."""

    def __init__(self, found: Blocs, adjacence: Adjacence) -> None:
        self._adjacence = adjacence
        self.owner = {code: rank for rank, bloc in enumerate(found) for code in bloc}
        self._before: dict[str, str | None] = dict.fromkeys(self.owner)
        self._far = dict.fromkeys(self.owner, 0)
        self.front = sorted(self.owner)
        self._level = 0
        self._links: dict[int, list[Lien]] = {}

    def next_links(self) -> list[Lien]:
        """Grow by one ring; return the ways that nothing shorter can now replace."""
        front, self.front = self.front, []
        for code in front:
            for near in self._adjacence.voisines(code):
                if near not in self.owner:
                    self.owner[near] = self.owner[code]
                    self._before[near] = code
                    self._far[near] = self._far[code] + 1
                    self.front.append(near)
                elif self.owner[near] != self.owner[code]:
                    cost = self._far[code] + self._far[near]
                    self._links.setdefault(cost, []).append((cost, code, near))
        self._level += 1
        # two communes that touch are one ring apart at the most
        last = TWO * (self._level - 1) if self.front else max(self._links, default=0)
        ready = [cost for cost in sorted(self._links) if cost <= last]
        return [link for cost in ready for link in self._links.pop(cost)]

    def path(self, code: str | None) -> list[str]:
        """Return the communes from there to the block, itself left out."""
        steps = []
        while code is not None and self._far[code]:
            steps.append(code)
            code = self._before[code]
        return steps


class _Groupes:
    """Blocks put together as ways join them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._head = list(range(count))

    def _of(self, rank: int) -> int:
        while self._head[rank] != rank:
            rank = self._head[rank]
        return rank

    def join(self, a: int, b: int) -> bool:
        """Return whether they were apart."""
        one, other = sorted((self._of(a), self._of(b)))
        if one == other:
            return False
        self._head[other] = one
        self.count -= 1
        return True

    def lists(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for rank in range(len(self._head)):
            groups.setdefault(self._of(rank), []).append(rank)
        return list(groups.values())


# --- the best one ---------------------------------------------------------------------------------


def _best(
    found: list[tuple[str, ...]], chosen: set[str], adjacence: Adjacence
) -> tuple[set[str], bool]:
    """Return the smallest set when it can be searched for, and whether it is."""
    if len(found) <= TWO or len(chosen) <= 1:
        return chosen, True  # the shortest way
    if len(found) > BLOCKS_AT_MOST or len(chosen) > BOUND_AT_MOST:
        return chosen, False
    places = _within(found, len(chosen) - 1, adjacence)
    if len(places) * THREE ** (len(found) - 1) > WORK_AT_MOST:
        return chosen, False
    better = plus_petit_arbre(found, places, adjacence, au_plus=len(chosen) - 1)
    return chosen if better is None else better, True


def _within(found: list[tuple[str, ...]], bound: int, adjacence: Adjacence) -> set[str]:
    """Return the communes that a set of `bound` that joins the blocks may hold.

    A tree that holds a commune and two blocks is at least half as long as the way round the three.
    """
    owner = {code: bloc for bloc in found for code in bloc}
    far = [_distances(bloc, owner, bound, adjacence) for bloc in found]
    pairs = [
        (far[a], far[b], far[a].get(found[b][0], bound + 1))
        for a, b in combinations(range(len(found)), TWO)
    ]
    return {
        code
        for code in min(far, key=len)
        if code not in owner
        and all(code in one for one in far)
        and all(one[code] + other[code] + apart - 1 <= TWO * bound for one, other, apart in pairs)
    }


def _distances(
    start: tuple[str, ...],
    owner: Mapping[str, tuple[str, ...]],
    bound: int,
    adjacence: Adjacence,
) -> Mapping[str, int]:
    """Count the communes from a block to each place around, this one included; blocks cost none."""
    far = dict.fromkeys(start, 0)
    front = list(start)
    for level in range(bound + 1):
        after: list[str] = []
        for code in front:  # grows as blocks are met
            for near in adjacence.voisines(code):
                if near in far:
                    continue
                if near in owner:
                    far |= dict.fromkeys(owner[near], level)
                    front += owner[near]
                else:
                    far[near] = level + 1
                    after.append(near)
        front = after
    return far
