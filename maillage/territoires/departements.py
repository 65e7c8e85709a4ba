"""The figures that exist only by département: as published, or added up for a région and for France."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maillage.core.indicateurs import (
    Calcul,
    Catalogue,
    Editions,
    IndicateurTerritoire,
    Niveau,
    Operation,
    Rangs,
    Resultat,
    Tableau,
)
from maillage.core.indicateurs.calcul import resultat, sommes_de
from maillage.core.territoire.communes import departement_of
from maillage.reference.cog import table
from maillage.reference.regions import regions
from maillage.territoires import lieux
from maillage.territoires.tableaux import SourceLue, tableau


@dataclass(frozen=True, slots=True, kw_only=True)
class Valeurs:
    """One indicator: its value in each département, in each région, in France."""

    departements: Mapping[str, Resultat]
    regions: Mapping[str, Resultat]
    france: Resultat


_Ranks = tuple[int, ...]
_memory: Final[dict[tuple[object, ...], dict[str, Valeurs]]] = {}
_REMEMBERED: Final = 32  # sets of editions


def par_departement(
    catalogue: Catalogue, lues: Mapping[str, SourceLue], editions: Editions
) -> Mapping[str, Valeurs]:
    """Return the values of every indicator that has a formula by département."""
    asked = [one for one in catalogue.indicateurs.values() if one.departement]
    sources = sorted({source for one in asked for source in one.sources if source in lues})
    key = (id(catalogue), *((source, lues[source].cle) for source in sources))
    found = _memory.get(key)
    if found is None:
        found = _read(asked, catalogue, lues, editions)
        if len(_memory) >= _REMEMBERED:
            _memory.clear()
        _memory[key] = found
    return found


def _read(
    asked: list[IndicateurTerritoire],
    catalogue: Catalogue,
    lues: Mapping[str, SourceLue],
    editions: Editions,
) -> dict[str, Valeurs]:
    places = _places()
    held = Rangs(codes=places.lieux, populations=_inhabitants(places))
    ways = [one.departement for one in asked if one.departement]
    read = tableau(held, ways, lues, catalogue)
    return {
        one.code: _values(one, way, read, editions, places)
        for one in asked
        if (way := one.departement)
    }


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the départements, the régions and France stand in the table."""

    lieux: tuple[str, ...]
    departements: Mapping[str, int]
    regions: Mapping[str, int]
    france: int

    def de_la_region(self, code: str) -> _Ranks:
        known = table().departements
        return tuple(r for dep, r in self.departements.items() if known[dep].region == code)


def _places() -> _Places:
    codes = [one.code_insee for one in regions().values()]
    deps = [code for code, one in table().departements.items() if one.region in codes]
    names = [*map(lieux.departement, deps), *map(lieux.region, codes), lieux.FRANCE]
    ranks = range(len(deps), len(deps) + len(codes))
    return _Places(
        lieux=tuple(names),
        departements={dep: rank for rank, dep in enumerate(deps)},
        regions=dict(zip(codes, ranks, strict=True)),
        france=len(names) - 1,
    )


def _inhabitants(places: _Places) -> tuple[float, ...]:
    """Return the inhabitants of each département; a région or France stands for itself: one place."""
    people: dict[str, float] = dict.fromkeys(places.departements, 0.0)
    known = table().populations()
    for code in table().codes():
        if (of := departement_of(code)) in people:
            people[of] += known[code] or 0
    alone = [1.0] * (len(places.lieux) - len(people))
    return (*people.values(), *alone)


def _values(
    one: IndicateurTerritoire, way: Calcul, read: Tableau, editions: Editions, places: _Places
) -> Valeurs:
    """Take what is published; where it is not, add up the départements if the formula can."""

    def value(rank: int, under: _Ranks) -> Resultat:
        zones = [(rank,), under] if way.operation is Operation.RATIO else [(rank,)]
        found = [
            resultat(one, way, years, editions, niveau=Niveau.DEPARTEMENT)
            for years, _ in sommes_de(way, read, zones)
        ]
        return next((result for result in found if result.valeur is not None), found[0])

    every = tuple(places.departements.values())
    return Valeurs(
        departements={dep: value(rank, ()) for dep, rank in places.departements.items()},
        regions={
            code: value(rank, places.de_la_region(code)) for code, rank in places.regions.items()
        },
        france=value(places.france, every),
    )
