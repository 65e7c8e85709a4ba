"""In which communes a quarter lies, by its outline: the points of it that each commune holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from maillage.core.territoire.communes import departement_of
from maillage.reference import cog
from maillage.territoires import contours
from maillage.territoires.contours import ContoursInstalles

Point = tuple[float, float]
_SHARE: Final = 0.1  # of its points, for a commune to hold a part: less is a border drawn twice
_MOST: Final = 200  # points looked at, spread along the outline


class Emplacements:
    """Finds the communes of an outline among those of a département, from installed outlines."""

    def __init__(self) -> None:
        self._installed: ContoursInstalles | None = contours()
        self._boxes: dict[str, list[tuple[str, tuple[float, ...], list[list[Point]]]]] = {}

    @property
    def ready(self) -> bool:
        """Are there outlines of communes to look into?"""
        return self._installed is not None

    def communes(self, departement: str, points: Sequence[Point]) -> tuple[str, ...]:
        """Return the communes that hold a good part of these points, the most first."""
        step = max(1, len(points) // _MOST)
        asked = points[::step]
        found: Counter[str] = Counter()
        for point in asked:
            code = self._holding(departement, point)
            if code:
                found[code] += 1
        return tuple(code for code, count in found.most_common() if count >= _SHARE * len(asked))

    def _holding(self, departement: str, point: Point) -> str | None:
        x, y = point
        for code, (left, low, right, high), rings in self._of(departement):
            if left <= x <= right and low <= y <= high and _inside(point, rings):
                return code
        return None

    def _of(self, departement: str) -> list[tuple[str, tuple[float, ...], list[list[Point]]]]:
        if departement not in self._boxes:
            codes = [code for code in cog.table().codes() if departement_of(code) == departement]
            self._boxes[departement] = list(self._drawn(codes))
        return self._boxes[departement]

    def _drawn(
        self, codes: Iterable[str]
    ) -> Iterable[tuple[str, tuple[float, ...], list[list[Point]]]]:
        if self._installed is None:
            return
        for code in codes:
            rings = [_ring(self._installed, ring) for ring in self._installed.anneaux(code)]
            flat = [point for ring in rings for point in ring]
            if flat:
                xs, ys = [x for x, _ in flat], [y for _, y in flat]
                yield code, (min(xs), min(ys), max(xs), max(ys)), rings


def _ring(installed: ContoursInstalles, refs: Iterable[int]) -> list[Point]:
    """Return the points of a ring, its lines put end to end."""
    found: list[Point] = []
    for ref in refs:
        line = installed.ligne(max(ref, ~ref))
        found += line if ref >= 0 else reversed(line)
    return found


def _inside(point: Point, rings: Iterable[Sequence[Point]]) -> bool:
    """Count how often a line to the east crosses the rings: odd, the point is inside."""
    x, y = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                odd = not odd
    return odd
