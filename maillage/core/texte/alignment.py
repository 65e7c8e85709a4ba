"""Which items of two lists are the same, in order: unique items first, then the shortest way.

An item found once on each side holds the two lists together (« patience » alignment); between such
items, Myers' greedy search finds the fewest changes. The whole work has a fixed allowance: beyond
it, a passage is told as replaced, which is also how a person would read it.
"""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

_TELLING: Final = re.compile(r"\w")
Pair = tuple[int, int]

_STEPS: Final = 400_000  # of the search, for two whole texts: a fraction of a second
_REACH: Final = 240  # changes in one passage: beyond, nobody reads them one by one
_DEPTH: Final = 8  # how many times a passage is cut again at its unique items


class Effort:
    """What is left of the allowance."""

    def __init__(self, steps: int = _STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> bool:
        self.left -= steps
        return self.left >= 0


def common(a: Sequence[str], b: Sequence[str], effort: Effort) -> list[Pair]:
    """Return the pairs of positions that hold the same item, rising on both sides."""
    found: list[Pair] = []
    waiting = [(0, len(a), 0, len(b), 0)]
    while waiting:
        low_a, high_a, low_b, high_b, depth = waiting.pop()
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
            found.append((low_a, low_b))
            low_a, low_b = low_a + 1, low_b + 1
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
            high_a, high_b = high_a - 1, high_b - 1
            found.append((high_a, high_b))
        if low_a == high_a or low_b == high_b:
            continue
        left, right = a[low_a:high_a], b[low_b:high_b]
        anchors = _unique(left, right) if depth < _DEPTH else []
        pairs = [(low_a + i, low_b + j) for i, j in anchors or _shortest(left, right, effort)]
        found += pairs
        if anchors:
            edges = [(low_a - 1, low_b - 1), *pairs, (high_a, high_b)]
            waiting += [
                (one[0] + 1, two[0], one[1] + 1, two[1], depth + 1)
                for one, two in itertools.pairwise(edges)
            ]
    return sorted(found)


def _unique(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Pair the items found once on each side, as many as stand in the same order.

    A space or a sign found once is no more telling than any other.
    """
    once_a, once_b = Counter(a), Counter(b)
    place = {item: at for at, item in enumerate(b) if once_b[item] == 1}
    return _rising(
        [
            (i, place[item])
            for i, item in enumerate(a)
            if item in place and once_a[item] == 1 and _TELLING.search(item)
        ]
    )


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Keep the longest run of pairs whose second members rise; the first ones already do."""
    ends: list[int] = []  # the smallest end of a run of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for rank, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        if length == len(ends):
            ends.append(j)
            last.append(rank)
        else:
            ends[length], last[length] = j, rank
        before.append(last[length - 1] if length else -1)
    kept: list[Pair] = []
    rank = last[-1] if last else -1
    while rank >= 0:
        kept.append(pairs[rank])
        rank = before[rank]
    return kept[::-1]


def _shortest(a: Sequence[str], b: Sequence[str], effort: Effort) -> list[Pair]:
    """Search the fewest changes from a to b; no pair at all when that takes too long."""
    reached = {1: 0}  # how far in a, on each diagonal
    rounds: list[dict[int, int]] = []
    for changes in range(min(len(a) + len(b), _REACH) + 1):
        rounds.append(dict(reached))
        steps = changes + 1
        for diagonal in range(-changes, changes + 1, 2):
            start = i = _from(reached, diagonal, changes)
            while i < len(a) and i - diagonal < len(b) and a[i] == b[i - diagonal]:
                i += 1
            reached[diagonal] = i
            steps += i - start
            if i >= len(a) and i - diagonal >= len(b):
                return _walked(rounds, len(a), len(b))
        if not effort.spend(steps):
            break
    return []


def _from(reached: dict[int, int], diagonal: int, changes: int) -> int:
    """Say where the diagonal is entered: by an item of b added, or one of a removed."""
    if diagonal == -changes or (
        diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]
    ):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def _walked(rounds: list[dict[int, int]], i: int, j: int) -> list[Pair]:
    """Walk the search back from its end, and return the items passed without a change."""
    pairs: list[Pair] = []
    for changes in reversed(range(len(rounds))):
        diagonal = i - j
        entered = _from(rounds[changes], diagonal, changes)
        while i > entered:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        added = diagonal == -changes or (
            diagonal != changes and rounds[changes][diagonal - 1] < rounds[changes][diagonal + 1]
        )
        i, j = (i, j - 1) if added else (i - 1, j)
    return pairs[::-1]
