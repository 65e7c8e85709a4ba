"""Outlines as read: lines, each once, and the rings that run along them."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, hypot, radians

from maillage.territoires.codes import ranges
from maillage.territoires.contours import UNITS

METRES_PER_DEGREE = 111_320
AT_LEAST = 100  # metres along the outside for a commune to be on the edge: less is a sliver

Anneau = tuple[int, ...]  # ranks of lines; ~n: line n backwards
Point = tuple[int, int]  # millionths of a degree


@dataclass(slots=True)
class Geometrie:
    """The outlines of communes; `partagee`: two neighbours run along the same lines."""

    lignes: list[list[Point]] = field(default_factory=list)
    communes: dict[str, list[Anneau]] = field(default_factory=dict)
    partagee: bool = True

    def longueur(self, rank: int) -> float:
        """Return the length of a line, in metres."""
        return METRES_PER_DEGREE * sum(
            hypot((x2 - x1) * cos(radians(y1 / UNITS)), y2 - y1) / UNITS
            for (x1, y1), (x2, y2) in pairwise(self.lignes[rank])
        )

    def riverains(self) -> dict[int, set[str]]:
        """Return, for each line, the communes that run along it."""
        found: dict[int, set[str]] = {}
        for code, rings in self.communes.items():
            for ring in rings:
                for ref in ring:
                    found.setdefault(max(ref, ~ref), set()).add(code)
        return found


def ajouter(whole: Geometrie, part: Geometrie) -> None:
    """Add the outlines of another file; its lines are not those of the first."""
    shift = len(whole.lignes)
    whole.lignes += part.lignes
    for code, rings in part.communes.items():
        moved = [tuple(ref + shift if ref >= 0 else ref - shift for ref in r) for r in rings]
        whole.communes.setdefault(code, []).extend(moved)
    whole.partagee = False


def paires(geometrie: Geometrie) -> dict[tuple[str, str], int]:
    """Return the pairs of communes that run along a same line, and the metres they share."""
    shared: dict[tuple[str, str], float] = {}
    for rank, codes in geometrie.riverains().items():
        if len(codes) == 2:
            a, b = sorted(codes)
            shared[a, b] = shared.get((a, b), 0.0) + geometrie.longueur(rank)
    return {pair: round(length) for pair, length in shared.items()}


def bord(geometrie: Geometrie) -> set[str]:
    """Return the communes along which a line belongs to nobody else: the sea, another country."""
    alone: dict[str, float] = {}
    for rank, codes in geometrie.riverains().items():
        if len(codes) == 1:
            code = next(iter(codes))
            alone[code] = alone.get(code, 0.0) + geometrie.longueur(rank)
    return {code for code, length in alone.items() if length >= AT_LEAST}


def colonnes(geometrie: Geometrie, edge: set[str]) -> dict[str, tuple[str, bytes]]:
    """Return the columns of the installed file."""
    codes = sorted(geometrie.communes)
    rings = [ring for code in codes for ring in geometrie.communes[code]]
    points = array("i")
    for line in geometrie.lignes:
        for point in line:
            points.extend(point)
    return {
        "codes": ("B", ranges(codes)),
        "anneaux": ("I", starts(len(geometrie.communes[code]) for code in codes)),
        "lignes": ("I", starts(len(ring) for ring in rings)),
        "references": ("i", array("i", [ref for ring in rings for ref in ring]).tobytes()),
        "debuts": ("I", starts(map(len, geometrie.lignes))),
        "points": ("i", points.tobytes()),
        "bord": ("B", bytes(code in edge for code in codes)),
    }


def starts(lengths: Iterable[int]) -> bytes:
    """Return where each piece starts, and where the last one ends."""
    found, total = array("I", [0]), 0
    for length in lengths:
        total += length
        found.append(total)
    return found.tobytes()
