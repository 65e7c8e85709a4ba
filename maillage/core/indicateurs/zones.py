"""The places of a territory, as the indicators count them."""

from dataclasses import dataclass, replace

from maillage.core.indicateurs.agregat import ENTIERE
from maillage.core.indicateurs.resultat import NatureZone
from maillage.core.territoire import Annuaire, LigneTerritoire, Part, TerritoireAnalyse


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """A commune or an arrondissement, and the share of it that the zone takes."""

    code: str
    population: int | None
    part: float = ENTIERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PartZone:
    """A département or a région, and the share of the zone's inhabitants who live there."""

    code: str
    nom: str
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A set of places without one inside another."""

    code: str
    nom: str
    nature: NatureZone = NatureZone.TERRITOIRE
    lieux: tuple[Lieu, ...]
    departements: tuple[PartZone, ...]
    regions: tuple[PartZone, ...]


def zone_du_territoire(
    analyse: TerritoireAnalyse, annuaire: Annuaire, *, code: str = "", nom: str = ""
) -> Zone:
    """Return the places of an analysed territory, each once.

    A part of a commune without its inhabitants takes nothing: the analysis already asks for them.
    All the arrondissements of a commune are that commune.
    """
    lines = [line for line in analyse.lignes if line.comptee]
    places = [place for line in lines if (place := _place(line)) is not None]
    return Zone(
        code=code,
        nom=nom,
        lieux=_regrouped(places, lines, annuaire),
        departements=_shares(analyse.departements, analyse.population_connue),
        regions=_shares(analyse.regions, analyse.population_connue),
    )


def _place(line: LigneTerritoire) -> Lieu | None:
    whole = line.commune.population
    if line.entiere:
        return Lieu(code=line.commune.code, population=line.population)
    if not line.population or not whole:
        return None
    return Lieu(
        code=line.commune.code,
        population=whole,
        part=min(line.population / whole, ENTIERE),
    )


def _regrouped(
    places: list[Lieu], lines: list[LigneTerritoire], annuaire: Annuaire
) -> tuple[Lieu, ...]:
    held: dict[str, Lieu] = {}
    for place in places:
        twin = held.get(place.code)  # two parts of one commune
        part = min(twin.part + place.part, ENTIERE) if twin else place.part
        held[place.code] = replace(place, part=part)
    for parent in {line.commune.parent for line in lines if line.commune.parent}:
        districts = annuaire.arrondissements(parent)
        whole = annuaire.commune(parent)
        if whole and all(code in held and held[code].part == ENTIERE for code in districts):
            held = {code: place for code, place in held.items() if code not in districts}
            held[parent] = Lieu(code=parent, population=whole.population)
    return tuple(held[code] for code in sorted(held))


def _shares(parts: tuple[Part, ...], total: int) -> tuple[PartZone, ...]:
    """Return shares that add up to one; nobody known: the same for each."""
    return tuple(
        PartZone(
            code=part.code or "",
            nom=part.nom,
            part=part.population / total if total else 1 / len(parts),
        )
        for part in parts
    )
