"""The quarters of a file, GeoJSON or table: code, name, communes, population, outline."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande
from maillage.opendata.parties import TABLES, Partie
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.tableau import Table, ouvrir
from maillage.opendata.valeurs import code_commune, nombre
from maillage.territoires.mesures import Statut

CODE: Final = re.compile(r"Q[NP][0-9A-Z]{6}")
MAX_OCTETS: Final = 100_000_000
SORTES: Final = (*TABLES, ".geojson", ".json")
_MOST: Final = 20_000
_POPULATIONS: Final = ("population", "pop", "pmun", "pop_mun", "pop_municipale")
_EXCEL: Final = re.compile(r'^="?|"$')  # « ="01004" », how a spreadsheet is told not to drop a zero
CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="code", intitules=("code_qp", "code qpv", "codqp", "qp2024", "code quartier")),
        Colonne(nom="nom", intitules=("lib_qp", "nom_qp", "libelle"), facultative=True),
        Colonne(
            nom="communes",
            intitules=("insee_com", "code_commune", "codgeo", "depcom", "list_com_2025"),
        ),
        Colonne(nom="population", intitules=_POPULATIONS, facultative=True),
    ),
    membre=r"qp.*\.(csv|txt|xlsx)$",
    max_octets=MAX_OCTETS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entite:
    """A quarter, or the part of one that the file gives apart."""

    ou: str  # where it stands in the file
    code: str
    nom: str
    communes: tuple[str, ...]
    population: float | None
    departement: str
    points: tuple[tuple[float, float], ...] = ()


def lire(demande: Demande, part: Partie) -> list[Entite]:
    """Read the quarters of a file."""
    start = part.octets() if part.nom.lower().endswith(("json", "geojson")) else b""
    found = list(_features(part.nom, start) if start else _rows(demande))
    if not found:
        raise SourceRefusee(part.nom, "", "aucun quartier n’y est")
    return found


# --- table ----------------------------------------------------------------------------------------


def _rows(demande: Demande) -> Iterator[Entite]:
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        table = tables[0]
        at = table.entete.rangs
        for line in table.lignes:
            cells = [_EXCEL.sub("", cell).strip() for cell in line.cellules]
            code = cells[at["code"]].upper()
            if not CODE.fullmatch(code):
                why = f"« {code[:20]} » n’est pas le code d’un quartier (QN…)"
                raise table.refus(line.numero, "code", why)
            written = cells[at["communes"]]
            communes = _communes(written)
            if communes is None:
                why = f"« {written[:20]} » n’est pas un code de commune"
                raise table.refus(line.numero, "communes", why)
            yield Entite(
                ou=f"ligne {line.numero}",
                code=code,
                nom=cells[at["nom"]] if "nom" in at else "",
                communes=communes,
                population=_people(table, line.numero, cells),
                departement="",
            )


def _people(table: Table, number: int, cells: list[str]) -> float | None:
    at = table.entete.rangs.get("population")
    if at is None:
        return None
    value = nombre(cells[at])
    if value is None or (not isinstance(value, Statut) and value < 0):
        why = f"« {cells[at][:20]} » n’est pas un nombre d’habitants"
        raise table.refus(number, "population", why)
    return None if isinstance(value, Statut) else value


def _communes(text: str) -> tuple[str, ...] | None:
    """Read one code of a commune, or several; None: one of them is none."""
    codes = [code_commune(one) for one in re.split(r"[;,/|\s]+", text) if one]
    known = tuple(dict.fromkeys(code for code in codes if code))
    return known if len(known) == len(set(codes)) else None


# --- GeoJSON --------------------------------------------------------------------------------------


def _features(name: str, content: bytes) -> Iterator[Entite]:
    data = _json(name, content)
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise SourceRefusee(name, "type", "un GeoJSON (« FeatureCollection ») est attendu")
    features = data.get("features")
    if not isinstance(features, list) or len(features) > _MOST:
        raise SourceRefusee(name, "features", f"une liste d’au plus {_MOST} quartiers est attendue")
    for rank, feature in enumerate(features):
        yield _feature(name, f"features[{rank}]", feature)


def _json(name: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceRefusee(name, f"octet {error.start}", "le texte n’est pas en UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"ligne {error.lineno}, colonne {error.colno}"
        raise SourceRefusee(name, where, "ce n’est pas du JSON valable") from error
    except (ValueError, RecursionError) as error:
        raise SourceRefusee(name, "", "ce n’est pas du JSON que l’on puisse lire") from error


def _feature(name: str, where: str, feature: object) -> Entite:
    said = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(said, dict):
        raise SourceRefusee(name, f"{where}.properties", "les propriétés du quartier manquent")
    properties = {str(key).lower(): value for key, value in said.items()}
    code = str(properties.get("code_qp") or "").strip().upper()
    if not CODE.fullmatch(code):
        why = f"« {code[:20]} » n’est pas le code d’un quartier (QN…)"
        raise SourceRefusee(name, f"{where}.properties.code_qp", why)
    written = properties.get("insee_com")
    communes = _communes(written) if isinstance(written, str) else ()
    if communes is None:
        why = f"« {str(written)[:20]} » n’est pas un code de commune, en texte"
        raise SourceRefusee(name, f"{where}.properties.insee_com", why)
    return Entite(
        ou=where,
        code=code,
        nom=str(properties.get("lib_qp") or "")[:200],
        communes=communes,
        population=_inhabitants(name, where, properties),
        departement=str(properties.get("insee_dep") or "").strip().upper(),
        points=() if communes else tuple(_points(name, where, feature.get("geometry"))),
    )


def _inhabitants(name: str, where: str, properties: dict[str, Any]) -> float | None:
    key = next((one for one in _POPULATIONS if properties.get(one) is not None), None)
    if key is None:
        return None
    value = nombre(str(properties[key]).strip())
    if value is None or (not isinstance(value, Statut) and value < 0):
        why = f"« {str(properties[key])[:20]} » n’est pas un nombre d’habitants"
        raise SourceRefusee(name, f"{where}.properties.{key}", why)
    return None if isinstance(value, Statut) else value


def _points(name: str, where: str, geometry: object) -> Iterator[tuple[float, float]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise SourceRefusee(name, f"{where}.geometry", "un polygone est attendu")
    drawn: Any = geometry.get("coordinates")
    try:
        for shape in drawn if kind == "MultiPolygon" else [drawn]:
            for x, y, *_ in shape[0]:
                yield float(x), float(y)
    except (TypeError, ValueError, IndexError, KeyError) as error:
        why = "des coordonnées en degrés sont attendues"
        raise SourceRefusee(name, f"{where}.geometry.coordinates", why) from error
