"""Drawn perimeters: polygons of a GeoJSON, under whatever names its properties have today."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from maillage.opendata import parties
from maillage.opendata.contrat import reduire
from maillage.opendata.refus import SourceRefusee

# The surest first; the names of the geographic service of the ministry change from year to year.
_NOMS: Final = (
    "nom_cpts",
    "cpts",
    "nom_de_la_cpts",
    "lib_cpts",
    "libelle_cpts",
    "cpts_nom",
    "nom",
    "libelle",
    "name",
    "raison_sociale",
)
_NUMEROS: Final = ("finess", "num_finess", "n_finess", "nofinesset", "siret", "id_cpts", "id")
_TYPES: Final = {"Polygon": 0, "MultiPolygon": 1}
_SHOWN: Final = 100
_MAX_POINTS: Final = 5_000_000

Point = tuple[float, float]
Anneau = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dessin:
    """A CPTS, and the rings of its outline."""

    numero: int  # of the feature, from 1
    nom: str
    identifiant: str
    anneaux: tuple[Anneau, ...]


def lire(path: Path, champ: str | None = None) -> list[Dessin]:
    """Read every outline; `champ` is the property that names the CPTS, when it is said."""
    with parties.ouvrir(path, membre=r"json$", limite=None) as part:
        data = _json(part.octets(), part.nom)
        features = data.get("features") if isinstance(data, dict) else None
        if not isinstance(features, list) or not features:
            raise SourceRefusee(part.nom, "features", "une liste de contours de CPTS est attendue")
        reader = _Reader(part.nom, champ)
        return [reader.one(rank, feature) for rank, feature in enumerate(features)]


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceRefusee(name, f"octet {error.start}", "le texte n’est pas en UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"ligne {error.lineno}, colonne {error.colno}"
        raise SourceRefusee(name, where, "le fichier ne se lit pas comme du JSON") from error
    except (RecursionError, ValueError) as error:
        raise SourceRefusee(name, "", "le fichier ne se lit pas comme du JSON") from error


class _Reader:
    """Reads the features of one file."""

    def __init__(self, name: str, champ: str | None) -> None:
        self._name, self._champ, self._points = name, champ, 0

    def one(self, rank: int, feature: Any) -> Dessin:
        where = f"features[{rank}]"
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise SourceRefusee(self._name, where, "un contour et ses propriétés sont attendus")
        properties = {reduire(str(key)): value for key, value in feature["properties"].items()}
        return Dessin(
            numero=rank + 1,
            nom=self._nom(properties, where),
            identifiant=_text(next((properties[n] for n in _NUMEROS if properties.get(n)), "")),
            anneaux=tuple(self._rings(feature.get("geometry"), f"{where}.geometry")),
        )

    def _nom(self, properties: dict[str, Any], where: str) -> str:
        names = (reduire(self._champ),) if self._champ else _NOMS
        found = next((_text(properties[name]) for name in names if properties.get(name)), "")
        if not found:
            said = ", ".join(properties) or "rien"
            why = f"le nom de la CPTS n’y est pas (trouvé : {said[:_SHOWN]}) : dites son champ avec --champ"
            raise SourceRefusee(self._name, f"{where}.properties", why)
        return found

    def _rings(self, geometry: Any, where: str) -> Sequence[Anneau]:
        depth = _TYPES.get(str(geometry.get("type"))) if isinstance(geometry, dict) else None
        if depth is None:
            why = "« Polygon » ou « MultiPolygon » est attendu"
            raise SourceRefusee(self._name, f"{where}.type", why)
        polygons = geometry.get("coordinates")
        polygons = polygons if depth else [polygons]
        where = f"{where}.coordinates"
        if not isinstance(polygons, list) or not all(isinstance(one, list) for one in polygons):
            raise SourceRefusee(self._name, where, "une liste d’anneaux est attendue")
        return [self._ring(ring, where) for polygon in polygons for ring in polygon]

    def _ring(self, ring: Any, where: str) -> Anneau:
        try:
            points = tuple((float(point[0]), float(point[1])) for point in ring)
        except (TypeError, ValueError, IndexError, KeyError, OverflowError) as error:
            why = "une longitude et une latitude sont attendues"
            raise SourceRefusee(self._name, where, why) from error
        self._points += len(points)
        if self._points > _MAX_POINTS:
            raise SourceRefusee(self._name, where, "trop de points : prenez un fichier simplifié")
        if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points):
            why = "des degrés sont attendus (WGS 84) : demandez le fichier avec srsName=EPSG:4326"
            raise SourceRefusee(self._name, where, why)
        return points


def _text(value: Any) -> str:
    return " ".join(str(value).split())[:200]
