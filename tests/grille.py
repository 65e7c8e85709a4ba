"""Invented outlines: real codes on a grid of squares, so that who touches whom can be counted."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from maillage.reference import cog

STEP = 0.05  # degrees
CODES = tuple(code for code in cog.table().codes() if code.startswith("43"))[:49]


def topologie(width: int = 7, codes: Sequence[str] = CODES) -> dict[str, Any]:
    """Return a TopoJSON where each commune is a square, and each side a line of its own."""
    arcs: list[list[list[float]]] = []
    ranks: dict[tuple[tuple[int, int], tuple[int, int]], int] = {}

    def side(start: tuple[int, int], end: tuple[int, int]) -> int:
        if (end, start) in ranks:
            return ~ranks[end, start]
        if (start, end) not in ranks:
            ranks[start, end] = len(arcs)
            arcs.append([[3 + STEP * x, 45 + STEP * y] for x, y in (start, end)])
        return ranks[start, end]

    geometries = []
    for rank, code in enumerate(codes):
        x, y = rank % width, rank // width
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        ring = [side(corners[i], corners[(i + 1) % 4]) for i in range(4)]
        geometries.append({"type": "Polygon", "arcs": [ring], "properties": {"code": code}})
    collection = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "arcs": arcs, "objects": {"communes": collection}}


def geojson(width: int = 7, codes: Sequence[str] = CODES) -> dict[str, Any]:
    """Return the same squares as a GeoJSON."""
    features = []
    for rank, code in enumerate(codes):
        x, y = 3 + STEP * (rank % width), 45 + STEP * (rank // width)
        ring = [[x, y], [x + STEP, y], [x + STEP, y + STEP], [x, y + STEP], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"INSEE": code}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def at(x: int, y: int, width: int = 7) -> str:
    """Return the code of a square."""
    return CODES[y * width + x]
