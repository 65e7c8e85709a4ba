"""From the seven projections of the file to degrees: five named by EPSG, two by their UTM zone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Final

from maillage.opendata.finess.brute import Brute

_EPSG: Final = re.compile(r"EPSG:([0-9]{4,5})")
_UTM: Final = re.compile(r"UTM zone ([0-9]{1,2})([NS])", re.IGNORECASE)
_ZONES: Final = {"N": 32600, "S": 32700}  # WGS 84, by hemisphere
# The labels of before 2024, without a word around.
_FORMER: Final = {
    "LAMBERT_93": 2154,
    "UTM_N20": 5490,
    "UTM_N21": 32621,
    "UTM_N22": 2972,
    "UTM_S38": 4471,
    "UTM_S40": 2975,
    "UTM_S01": 32701,
}
# The projections that the file uses: another one is not guessed.
_DEGREES: Final = 4326
CONNUES: Final = frozenset((2154, 5490, 2972, 2975, 4471, 32621, 32701, _DEGREES))
_COMMUNE: Final = "4"  # placed at its commune only
_METROPOLE: Final = (-5.5, 41.0, 10.0, 51.5)

Point = tuple[float, float]  # longitude, latitude


def projection(origine: str) -> int | None:
    """Return the EPSG code of « 1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole) »."""
    if found := _EPSG.search(origine):
        code = int(found[1])
    elif found := _UTM.search(origine):
        code = _ZONES[found[2].upper()] + int(found[1])
    else:
        return _FORMER.get(origine.rsplit(",", 1)[-1].strip())
    return code if code in CONNUES else None


def a_la_commune(origine: str) -> bool:
    """Is the point that of the commune, for want of the address?"""
    return origine.startswith(f"{_COMMUNE},")


def situer(brutes: Iterable[Brute]) -> Mapping[str, Point]:
    """Return the point of each establishment that has one, by its number."""
    from pyproj import Transformer  # noqa: PLC0415 -- only this import needs it

    groups: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    for one in brutes:
        code = projection(one.cellules["origine"])
        pair = _number(one.cellules["x"]), _number(one.cellules["y"])
        if code is not None and pair[0] is not None and pair[1] is not None:
            groups[code].append((one.cellules["finess"], pair[0], pair[1]))
    points: dict[str, Point] = {}
    for code, placed in groups.items():
        change = Transformer.from_crs(code, 4326, always_xy=True)
        eastings, northings = [x for _, x, _ in placed], [y for _, _, y in placed]
        for (finess, _, _), *point in zip(
            placed, *change.transform(eastings, northings), strict=True
        ):
            longitude, latitude = point
            if all(map(isfinite, point)) and _plausible(code, longitude, latitude):
                points[finess] = (round(longitude, 6), round(latitude, 6))
    return points


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _plausible(code: int, longitude: float, latitude: float) -> bool:
    """A point of the Lambert of metropolitan France is there; one in degrees is on Earth."""
    if code == _DEGREES:
        return (longitude, latitude) != (0, 0) and abs(longitude) <= 180 and abs(latitude) <= 90
    west, south, east, north = _METROPOLE
    return code != 2154 or (west <= longitude <= east and south <= latitude <= north)
