"""From degrees to the sheet: a plane projection, fewer points, and the path of a ring."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

Point = tuple[float, float]
Entier = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Projection:
    """Around one place: true to scale over a territory, north up."""

    gauche: float
    haut: float
    echelle: float  # units of the map per degree of latitude
    rapport: float  # a degree of longitude, in degrees of latitude

    def __call__(self, longitude: float, latitude: float) -> Point:
        x = (longitude - self.gauche) * self.rapport * self.echelle
        return x, (self.haut - latitude) * self.echelle


@dataclass(frozen=True, slots=True)
class Cadre:
    """The rectangle of degrees that the map shows."""

    ouest: float
    sud: float
    est: float
    nord: float

    def projection(self, largeur: int, hauteur: int, marge: float) -> tuple[Projection, int, int]:
        """Fit the rectangle and a margin in a sheet; return the size that the map takes."""
        ratio = cos(radians((self.sud + self.nord) / 2))
        wide = max((self.est - self.ouest) * ratio, 1e-4) * (1 + 2 * marge)
        high = max(self.nord - self.sud, 1e-4) * (1 + 2 * marge)
        scale = min(largeur / wide, hauteur / high)
        left = self.ouest - (self.est - self.ouest) * marge
        top = self.nord + (self.nord - self.sud) * marge
        return Projection(left, top, scale, ratio), round(wide * scale), round(high * scale)


def cadre(lines: Sequence[Sequence[Point]]) -> Cadre:
    """Return the rectangle that holds these lines."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    return Cadre(min(xs), min(ys), max(xs), max(ys))


def simplifier(line: Sequence[Point], tolerance: float) -> list[Entier]:
    """Keep the points that matter (Douglas and Peucker), in whole units; both ends stay.

    A line is simplified alone, so that the two communes beside it keep the same border.
    """
    keep, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:  # an island: cut where it is farthest from its start
        middle = max(range(len(line)), key=lambda rank: _distance(line[rank], line[0], line[0]))
        keep.add(middle)
        waiting = [(0, middle), (middle, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        start, end = line[first], line[last]
        between = range(first + 1, last)
        far = max(between, key=lambda rank: _distance(line[rank], start, end))
        if _distance(line[far], start, end) > tolerance:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [(round(line[rank][0]), round(line[rank][1])) for rank in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def chemin(rings: Sequence[Sequence[Entier]]) -> str:
    """Return the path of rings, each point from the one before: the shortest to write."""
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Sequence[Entier]) -> str:
    (x, y), steps = ring[0], []
    for nx, ny in ring[1:]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x},{ny - y}")
            x, y = nx, ny
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""


def anneau(refs: Sequence[int], line: Callable[[int], list[Entier]]) -> list[Entier]:
    """Put lines end to end; ~n is line n backwards."""
    points: list[Entier] = []
    for ref in refs:
        part = line(ref) if ref >= 0 else line(~ref)[::-1]
        points += part[1:] if points else part
    return points


def surface(ring: Sequence[Entier]) -> tuple[float, float, float]:
    """Return the area of a ring and its middle."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        cx += (x1 + x2) * cross
        cy += (y1 + y2) * cross
    if not area:
        return 0.0, float(ring[0][0]), float(ring[0][1])
    return abs(area) / 2, cx / (3 * area), cy / (3 * area)
