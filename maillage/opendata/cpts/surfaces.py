"""Which communes lie under a drawn outline: the share of each, measured along parallels.

Every parallel of a fine grid cuts a commune and an outline into pieces; what the pieces have in
common is the share of the surface. Nothing is installed for it, and a border drawn with fewer
points than ours moves a share by little.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Final

from maillage.territoires import ContoursInstalles

PAS: Final = 0.001  # degrees between two parallels: 111 metres
HALF: Final = 0.5  # no parallel runs along a border written with three decimals

Cuts = dict[int, list[float]]  # rank of a parallel → where it goes in and out, in order
Anneaux = Iterable[Sequence[tuple[float, float]]]


def slices(rings: Anneaux) -> Cuts:
    """Cut an outline along the parallels; a ring inside another is a hole."""
    found: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if y1 == y2:
                continue
            low, high = (y1, y2) if y1 < y2 else (y2, y1)
            slope = (x2 - x1) / (y2 - y1)
            for rank in range(ceil(low / PAS - HALF), ceil(high / PAS - HALF)):
                found[rank].append(x1 + slope * ((rank + HALF) * PAS - y1))
    return {rank: sorted(cuts) for rank, cuts in found.items()}


def length(cut: Cuts) -> float:
    """Return the length of all the pieces."""
    return sum(b - a for cuts in cut.values() for a, b in zip(cuts[::2], cuts[1::2], strict=False))


def shared(one: Cuts, other: Cuts) -> float:
    """Return the length that two outlines have in common."""
    return sum(_common(cuts, other[rank]) for rank, cuts in one.items() if rank in other)


def _common(one: list[float], other: list[float]) -> float:
    total, a, b = 0.0, 0, 0
    while a + 1 < len(one) and b + 1 < len(other):
        total += max(0.0, min(one[a + 1], other[b + 1]) - max(one[a], other[b]))
        if one[a + 1] < other[b + 1]:
            a += 2
        else:
            b += 2
    return total


class Communes:
    """The outlines of communes, cut when an outline comes near them."""

    def __init__(self, contours: ContoursInstalles, codes: Iterable[str]) -> None:
        self._contours = contours
        self._near: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._cut: dict[str, tuple[Cuts, float]] = {}
        for code in codes:
            for square in _squares(self._rings(code)):
                self._near[square].append(code)

    def _rings(self, code: str) -> list[list[tuple[float, float]]]:
        return self._contours.points(code)

    def parts(self, rings: Anneaux) -> Mapping[str, float]:
        """Return the share of each commune that lies under an outline, those that it touches."""
        rings = list(rings)
        cut = slices(rings)
        near = {code for square in _squares(rings) for code in self._near.get(square, ())}
        found = {}
        for code in sorted(near):
            mine, whole = self._of(code)
            if whole and (share := shared(mine, cut) / whole):
                found[code] = share
        return found

    def _of(self, code: str) -> tuple[Cuts, float]:
        if code not in self._cut:
            cut = slices(self._rings(code))
            self._cut[code] = cut, length(cut)
        return self._cut[code]


def _squares(rings: Anneaux) -> set[tuple[int, int]]:
    """Return the squares of a tenth of a degree that the frame of an outline covers."""
    points = [point for ring in rings for point in ring]
    if not points:
        return set()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return {
        (x, y)
        for x in range(int(min(xs) * 10) - 1, int(max(xs) * 10) + 2)
        for y in range(int(min(ys) * 10) - 1, int(max(ys) * 10) + 2)
    }
