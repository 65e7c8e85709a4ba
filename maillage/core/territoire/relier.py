"""The fewest communes to add for a territory to hold in one piece."""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from maillage.core.territoire.perimetre import Adjacence, blocs

BLOCKS_AT_MOST: Final = 5  # above, the search for the best answer would be too long
PLACES_AT_MOST: Final = 4_000
TWO: Final = 2


Blocs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """Communes that, added, make one block of a territory."""

    communes: tuple[str, ...]
    exacte: bool  # no smaller set does it; False: a good one, found step by step
    separes: int  # blocks that nothing can join: islands


def relier(codes: Iterable[str], adjacence: Adjacence) -> Liaison:
    """Return the smallest set that joins the blocks, or a good one when there are many of them."""
    inside = {code for code in codes if adjacence.connue(code)}
    found = blocs(inside, adjacence)
    steps, joined = _by_steps(found, adjacence)
    exact = len(joined) <= TWO  # between two blocks, the shortest path is the answer
    if not exact and len(joined) <= BLOCKS_AT_MOST:
        best = _best(joined, adjacence, len(steps))
        if best is not None:
            steps, exact = best, True
    apart = len(found) - len(joined)
    return Liaison(communes=tuple(sorted(steps)), exacte=exact, separes=apart)


# --- step by step ---------------------------------------------------------------------------------


def _by_steps(found: Blocs, adjacence: Adjacence) -> tuple[set[str], Blocs]:
    """Join the nearest block to the first, then the next one; return the blocks joined too."""
    if not found:
        return set(), ()
    inside, added = set(found[0]), set[str]()
    owner = {code: bloc for bloc in found[1:] for code in bloc}
    joined = [found[0]]
    while owner:
        path = _shortest(inside, owner, adjacence)
        if path is None:
            break
        bloc = owner[path[-1]]
        added.update(path[:-1])
        inside.update(path, bloc)
        joined.append(bloc)
        for code in bloc:
            del owner[code]
    return added, tuple(joined)


def _shortest(
    inside: set[str], goals: dict[str, tuple[str, ...]], adjacence: Adjacence
) -> list[str] | None:
    before: dict[str, str | None] = dict.fromkeys(sorted(inside))
    waiting = deque(before)
    while waiting:
        code = waiting.popleft()
        for near in adjacence.voisines(code):
            if near in before:
                continue
            before[near] = code
            if near in goals:
                return _path(near, before, inside)
            waiting.append(near)
    return None


def _path(end: str, before: dict[str, str | None], inside: set[str]) -> list[str]:
    path = [end]
    while (last := before[path[-1]]) is not None and last not in inside:
        path.append(last)
    return path[::-1]


# --- the best one ---------------------------------------------------------------------------------
# Dreyfus and Wagner: the cheapest tree that joins a set of blocks at a commune, from the cheapest
# trees of its parts. A block counts for nothing, any other commune for one.


def _best(found: Blocs, adjacence: Adjacence, bound: int) -> set[str] | None:
    """Return the smallest set; None when the country around is too large to be searched."""
    graph = _shrunk(found, adjacence, bound)
    if len(graph) > PLACES_AT_MOST:
        return None
    blocks = [f"bloc {rank}" for rank in range(len(found))]
    costs: dict[int, dict[str, int]] = {}
    came: dict[tuple[int, str], tuple[int, str]] = {}
    full = (1 << len(blocks)) - 1
    for mask in range(1, full + 1):
        start = _merged(mask, costs, came, blocks)
        costs[mask] = _spread_costs(mask, start, graph, came)
    end = min(costs[full], key=lambda one: (costs[full][one], one))
    return {code for code in _tree(full, end, came) if not code.startswith("bloc ")}


def _shrunk(found: Blocs, adjacence: Adjacence, bound: int) -> dict[str, set[str]]:
    """Return the graph where each block is one place, as far as a better answer may reach."""
    name = {code: f"bloc {rank}" for rank, bloc in enumerate(found) for code in bloc}
    graph: dict[str, set[str]] = {place: set() for place in name.values()}
    front, seen = list(name), set(name)
    for _ in range(bound + 1):
        after = []
        for code in front:
            here = name.get(code, code)
            for near in adjacence.voisines(code):
                there = name.get(near, near)
                if there != here:
                    graph.setdefault(here, set()).add(there)
                    graph.setdefault(there, set()).add(here)
                if near not in seen:
                    seen.add(near)
                    after.append(near)
        front = after
    return graph


def _cost(place: str) -> int:
    return 0 if place.startswith("bloc ") else 1


def _merged(
    mask: int,
    costs: dict[int, dict[str, int]],
    came: dict[tuple[int, str], tuple[int, str]],
    blocks: list[str],
) -> dict[str, int]:
    """Return, for a set of blocks, what joining two parts of it at one place costs."""
    if mask & (mask - 1) == 0:
        return {blocks[mask.bit_length() - 1]: 0}
    best: dict[str, int] = {}
    part = (mask - 1) & mask
    while part:
        other = mask ^ part
        if part < other:
            for place, cost in costs[part].items():
                total = cost + costs[other][place] - _cost(place)  # every place is reached
                if total < best.get(place, total + 1):
                    best[place] = total
                    came[mask, place] = (part, place)
        part = (part - 1) & mask
    return best


def _spread_costs(
    mask: int,
    start: dict[str, int],
    graph: dict[str, set[str]],
    came: dict[tuple[int, str], tuple[int, str]],
) -> dict[str, int]:
    costs, heap = dict(start), [(cost, place) for place, cost in start.items()]
    heapq.heapify(heap)
    while heap:
        cost, place = heapq.heappop(heap)
        if cost > costs[place]:
            continue
        for near in graph[place]:
            total = cost + _cost(near)
            if total < costs.get(near, total + 1):
                costs[near] = total
                came[mask, near] = (0, place)
                heapq.heappush(heap, (total, near))
    return costs


def _tree(mask: int, end: str, came: dict[tuple[int, str], tuple[int, str]]) -> set[str]:
    """Return the places of the tree that ends there."""
    reached, waiting = set[str](), [(mask, end)]
    while waiting:
        mask, place = waiting.pop()
        reached.add(place)
        step = came.get((mask, place))
        if step is None:
            continue
        part, other = step
        if part:
            waiting += [(part, place), (mask ^ part, place)]
        else:
            waiting.append((mask, other))
    return reached
