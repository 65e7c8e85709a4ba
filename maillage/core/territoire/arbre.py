"""The smallest set of communes that joins some blocks: the tree of Dreyfus and Wagner.

The cheapest tree that joins a set of blocks at a place comes from the cheapest trees of two parts
of the set that meet there, then spreads. A block counts for nothing, any other commune for one.
"""

from collections.abc import Collection, Sequence
from typing import Final

from maillage.core.territoire.perimetre import Adjacence

Pas = tuple[int, int]  # the part of the blocks that meets the rest there, or 0; the place before
_FIRST: Final = 3  # the smallest set that has two parts


def plus_petit_arbre(
    found: Sequence[Sequence[str]],
    places: Collection[str],
    adjacence: Adjacence,
    *,
    au_plus: int,
) -> set[str] | None:
    """Return the smallest set of places that joins the blocks; None: it holds more than that."""
    names = sorted(places)
    near = _graph(found, names, adjacence)
    search = _Recherche(near, len(found), au_plus)
    reached = search.tree()
    return None if reached is None else {names[one - len(found)] for one in reached}


def _graph(
    found: Sequence[Sequence[str]], names: Sequence[str], adjacence: Adjacence
) -> list[list[int]]:
    """Return who touches whom, each block being one place: the first ones."""
    rank = {code: number for number, bloc in enumerate(found) for code in bloc}
    rank |= {code: number for number, code in enumerate(names, start=len(found))}
    near: list[set[int]] = [set() for _ in range(len(found) + len(names))]
    for code, here in rank.items():
        near[here] |= {rank[one] for one in adjacence.voisines(code) if one in rank}
        near[here].discard(here)
    return [sorted(one) for one in near]


class _Recherche:
    """The cost of the cheapest tree for each set of blocks at each place, up to a bound."""

    def __init__(self, near: list[list[int]], blocks: int, bound: int) -> None:
        self._near, self._blocks, self._none = near, blocks, bound + 1
        self._costs: dict[int, list[int]] = {}
        self._came: dict[int, list[Pas | None]] = {}

    def tree(self) -> set[int] | None:
        """Return the places, blocks left out, of the cheapest tree; the last block is its root."""
        full = (1 << (self._blocks - 1)) - 1
        for mask in range(1, full + 1):
            self._join(mask)
            self._spread(mask)
        root = self._blocks - 1
        return None if self._costs[full][root] >= self._none else self._read(full, root)

    def _join(self, mask: int) -> None:
        """Begin with one block, or with two parts of the set that meet at a place."""
        costs = [self._none] * len(self._near)
        steps: list[Pas | None] = [None] * len(self._near)
        if mask & (mask - 1) == 0:
            costs[mask.bit_length() - 1] = 0
        part = (mask - 1) & mask
        while mask >= _FIRST and part > (other := mask ^ part):
            pairs = zip(self._costs[part], self._costs[other], strict=True)
            for place, (one, two) in enumerate(pairs):
                total = one + two - (place >= self._blocks)  # the place is in both
                if total < costs[place]:
                    costs[place], steps[place] = total, (part, place)
            part = (part - 1) & mask
        self._costs[mask], self._came[mask] = costs, steps

    def _spread(self, mask: int) -> None:
        """Go from place to place, the cheapest first."""
        costs, steps = self._costs[mask], self._came[mask]
        levels: list[list[int]] = [[] for _ in range(self._none)]
        for place, cost in enumerate(costs):
            if cost < self._none:
                levels[cost].append(place)
        for level, waiting in enumerate(levels):
            for place in waiting:  # grows as blocks are met, which cost nothing
                if costs[place] != level:
                    continue
                for one in self._near[place]:
                    total = level + (one >= self._blocks)
                    if total < costs[one]:
                        costs[one], steps[one] = total, (0, place)
                        levels[total].append(one)

    def _read(self, mask: int, place: int) -> set[int]:
        """Walk the tree back."""
        reached, waiting = set[int](), [(mask, place)]
        while waiting:
            mask, place = waiting.pop()
            if place >= self._blocks:
                reached.add(place)
            step = self._came[mask][place]
            if step is None:
                continue
            part, before = step
            waiting += [(part, place), (mask ^ part, place)] if part else [(mask, before)]
        return reached
