"""A TopoJSON or a GeoJSON of communes, under its contract: refused with the field named."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from maillage.opendata.contours.geometrie import Anneau, Geometrie, Point, ajouter
from maillage.opendata.fichier import Source
from maillage.opendata.refus import SourceRefusee
from maillage.territoires.contours import UNITS

_CODE: Final = re.compile(r"(2[AB]|[0-9]{2})[0-9]{3}")
# The names that publishers give to the code of a commune, the surest first.
_NAMES: Final = ("code", "insee", "code_insee", "insee_com", "codgeo", "code_commune", "depcom")
_MAX_POINTS: Final = 40_000_000
_DEPTH: Final = {"Polygon": 0, "MultiPolygon": 1}
_Refuse = Callable[[str, str], SourceRefusee]


def lire(source: Source) -> Geometrie:
    """Read every outline of a file, or of the files of an archive."""
    found: Geometrie | None = None
    for name, content in source.morceaux():
        if "/" in name and not name.endswith(("json", "geojson")):
            continue
        part = _one(name, content)
        if found is None:
            found = part
        else:
            ajouter(found, part)
    if found is None or not found.communes:
        raise SourceRefusee(source.nom, "", "aucun contour de commune n’y est")
    return found


def _one(name: str, content: bytes) -> Geometrie:
    def refuse(where: str, why: str) -> SourceRefusee:
        return SourceRefusee(name, where, why)

    data = _json(content, refuse)
    if not isinstance(data, dict) or data.get("type") not in ("Topology", "FeatureCollection"):
        raise refuse(
            "type", "un TopoJSON (« Topology ») ou un GeoJSON (« FeatureCollection ») est attendu"
        )
    return _topology(data, refuse) if data["type"] == "Topology" else _features(data, refuse)


def _json(content: bytes, refuse: _Refuse) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse(f"octet {error.start}", "le texte n’est pas en UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"ligne {error.lineno}, colonne {error.colno}"
        raise refuse(where, "le fichier ne se lit pas comme du JSON") from error
    except (RecursionError, ValueError) as error:
        raise refuse("", "le fichier ne se lit pas comme du JSON") from error


# --- TopoJSON -------------------------------------------------------------------------------------


def _topology(data: dict[str, Any], refuse: _Refuse) -> Geometrie:
    scale, shift = _transform(data.get("transform"), refuse)
    arcs = data.get("arcs")
    if not isinstance(arcs, list):
        raise refuse("arcs", "une liste de lignes est attendue")
    delta = data.get("transform") is not None
    geometrie = Geometrie()
    total = 0
    for rank, arc in enumerate(arcs):
        geometrie.lignes.append(_arc(arc, f"arcs[{rank}]", (scale, shift), refuse, delta=delta))
        total += len(arc)
        if total > _MAX_POINTS:
            raise refuse("arcs", "trop de points : prenez un fichier simplifié")
    for where, geometry in _geometries(data, refuse):
        code = _code(geometry, where, refuse)
        rings = list(_rings(geometry, "arcs", where, refuse))
        lines = [_refs(ring, len(arcs), where, refuse) for ring in rings]
        _keep(geometrie, code, lines, where, refuse)
    return geometrie


def _transform(transform: Any, refuse: _Refuse) -> tuple[tuple[float, float], tuple[float, float]]:
    if transform is None:
        return (1.0, 1.0), (0.0, 0.0)
    try:
        (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
        return (float(sx), float(sy)), (float(tx), float(ty))
    except (TypeError, ValueError, KeyError) as error:
        raise refuse(
            "transform", "une échelle et un décalage de deux nombres sont attendus"
        ) from error


def _arc(
    arc: Any,
    where: str,
    transform: tuple[tuple[float, float], tuple[float, float]],
    refuse: _Refuse,
    *,
    delta: bool,
) -> list[Point]:
    (sx, sy), (tx, ty) = transform
    points: list[Point] = []
    x = y = 0.0
    try:
        for step in arc:
            dx, dy = step[0], step[1]
            x, y = (x + dx, y + dy) if delta else (dx, dy)
            points.append(_point(x * sx + tx, y * sy + ty))
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise refuse(f"{where}[{len(points)}]", _NOT_A_PLACE) from error
    return points


_NOT_A_PLACE: Final = "une longitude et une latitude en degrés (WGS 84) sont attendues"


def _point(longitude: float, latitude: float) -> Point:
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(longitude, latitude)
    return round(longitude * UNITS), round(latitude * UNITS)


def _geometries(data: dict[str, Any], refuse: _Refuse) -> Iterator[tuple[str, dict[str, Any]]]:
    objects = data.get("objects")
    if not isinstance(objects, dict) or len(objects) != 1:
        raise refuse("objects", "un seul objet est attendu, celui des communes")
    name, collection = next(iter(objects.items()))
    listed = collection.get("geometries") if isinstance(collection, dict) else None
    if not isinstance(listed, list):
        raise refuse(f"objects.{name}.geometries", "une liste de contours est attendue")
    for rank, geometry in enumerate(listed):
        where = f"objects.{name}.geometries[{rank}]"
        if not isinstance(geometry, dict):
            raise refuse(where, "un contour est attendu")
        if geometry.get("type") is not None:  # a commune that nobody drew
            yield where, geometry


def _refs(ring: Any, count: int, where: str, refuse: _Refuse) -> Anneau:
    if not isinstance(ring, list) or not ring or not all(type(ref) is int for ref in ring):
        raise refuse(f"{where}.arcs", "des numéros de lignes sont attendus")
    if not all(-count <= ref < count for ref in ring):
        raise refuse(f"{where}.arcs", f"une ligne n’existe pas (il y en a {count})")
    return tuple(ring)


# --- GeoJSON --------------------------------------------------------------------------------------


def _features(data: dict[str, Any], refuse: _Refuse) -> Geometrie:
    features = data.get("features")
    if not isinstance(features, list):
        raise refuse("features", "une liste de communes est attendue")
    geometrie = Geometrie(partagee=False)
    for rank, feature in enumerate(features):
        where = f"features[{rank}]"
        if not isinstance(feature, dict):
            raise refuse(where, "une commune est attendue")
        geometry = feature.get("geometry")
        code = _code(feature, where, refuse)
        if geometry is None:
            continue
        if not isinstance(geometry, dict):
            raise refuse(f"{where}.geometry", "un contour est attendu")
        lines: list[Anneau] = []
        for ring in _rings(geometry, "coordinates", f"{where}.geometry", refuse):
            still = ((1.0, 1.0), (0.0, 0.0))
            line = _arc(ring, f"{where}.geometry.coordinates", still, refuse, delta=False)
            lines.append((len(geometrie.lignes),))
            geometrie.lignes.append(line)
        _keep(geometrie, code, lines, where, refuse)
    return geometrie


# --- both -----------------------------------------------------------------------------------------


def _rings(geometry: dict[str, Any], key: str, where: str, refuse: _Refuse) -> Iterator[Any]:
    depth = _DEPTH.get(str(geometry.get("type")))
    if depth is None:
        raise refuse(f"{where}.type", "« Polygon » ou « MultiPolygon » est attendu")
    polygons = geometry.get(key)
    for polygon in polygons if depth and isinstance(polygons, list) else [polygons]:
        if not isinstance(polygon, list):
            raise refuse(f"{where}.{key}", "une liste d’anneaux est attendue")
        yield from polygon


def _code(holder: dict[str, Any], where: str, refuse: _Refuse) -> str:
    properties = holder.get("properties")
    if not isinstance(properties, dict):
        raise refuse(f"{where}.properties", "les propriétés de la commune manquent")
    named = {str(name).casefold(): value for name, value in properties.items()}
    name = next((name for name in _NAMES if name in named), None)
    if name is None:
        raise refuse(f"{where}.properties", "le code de la commune manque (« code », « insee »…)")
    code = named[name]
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        shown = str(code)[:20]
        raise refuse(
            f"{where}.properties.{name}",
            f"« {shown} » n’est pas un code de commune, écrit en texte",
        )
    return code


def _keep(
    geometrie: Geometrie, code: str, rings: list[Anneau], where: str, refuse: _Refuse
) -> None:
    if code in geometrie.communes:
        raise refuse(where, f"la commune {code} est déjà plus haut")
    if rings:
        geometrie.communes[code] = rings
