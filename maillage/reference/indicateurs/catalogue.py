"""The tables of indicators, read strictly: unknown keys refused, every formula compiled at load."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.facts.codes import MissionAction
from maillage.core.fiabilite import Fiabilite
from maillage.core.indicateurs import (
    Calcul,
    Catalogue,
    FormuleRefusee,
    Genre,
    Guichet,
    IndicateurTerritoire,
    Operation,
    PointGuide,
    Prudence,
    Sens,
    Seuil,
    SourceMesures,
    Theme,
    formule,
)
from maillage.core.indicateurs.perimetre import CODES as DU_PERIMETRE
from maillage.core.typographie import fr
from maillage.reference.strict import Problem, Problems, read, structure

FOLDER = Path(__file__).parent
SOURCES = "sources.yaml"
NUMEROS = 52  # indicators of the reference list; some are several values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calcul:
    operation: Operation
    numerateur: str
    denominateur: str | None = None
    facteur: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indicateur:
    code: str
    numero: int
    libelle: str
    sujet: str
    genre: Genre
    definition: str
    unite: str
    decimales: int
    sens: Sens
    points: tuple[PointGuide, ...] = ()
    missions: tuple[MissionAction, ...] = ()
    communes: tuple[_Calcul, ...] = ()
    departement: _Calcul | None = None
    perimetre: bool = False
    importable: bool = False
    denombre: bool = False
    brut: bool = False
    sans_moyenne: bool = False
    estimation: str | None = None
    ou_demander: tuple[str, ...] = ()
    fiabilite: Fiabilite = Fiabilite.VU
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    theme: Theme
    indicateurs: tuple[_Indicateur, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    verifie_le: date
    sources: tuple[SourceMesures, ...]
    seuils: tuple[Seuil, ...]
    prudence: Prudence
    guichets: tuple[Guichet, ...]


@cache
def catalogue() -> Catalogue:
    """Return the indicators of a territory, theme after theme."""
    names = [SOURCES, *(f"{theme}.yaml" for theme in Theme)]
    return lire_catalogue({name: (FOLDER / name).read_bytes() for name in names})


def lire_catalogue(fichiers: Mapping[str, bytes]) -> Catalogue:
    """Read the table of sources, then each table of indicators; raise `Problems` on what is wrong."""
    base = structure(read(fichiers[SOURCES], SOURCES), _Sources, SOURCES)
    twice = _twice("code de source", [one.code for one in base.sources])
    if twice:
        raise Problems(SOURCES, twice)
    found: dict[str, IndicateurTerritoire] = {}
    for name, data in fichiers.items():
        if name == SOURCES:
            continue
        table = structure(read(data, name), _Table, name)
        problems = [*_problems(table, base), *_taken(table, found)]
        built = list(_built(table, base, problems))
        if problems:
            raise Problems(name, problems)
        found |= {one.code: one for one in built}
    return Catalogue(
        indicateurs=MappingProxyType(found),
        sources=MappingProxyType({one.code: one for one in base.sources}),
        guichets=MappingProxyType({one.code: one for one in base.guichets}),
        seuils=MappingProxyType({one.code: one for one in base.seuils}),
        prudence=base.prudence,
    )


def _problems(table: _Table, base: _Sources) -> Iterator[Problem]:
    known = {one.code for one in base.guichets}
    for one in table.indicateurs:
        for code in one.ou_demander:
            if code not in known:
                yield Problem(f"guichet inconnu : « {code} »", field=one.code)
        if not 1 <= one.numero <= NUMEROS:
            yield Problem(f"numero va de 1 à {NUMEROS}", field=one.code)
        if one.perimetre is not (one.code in DU_PERIMETRE):
            yield Problem("ce code ne se lit pas sur le périmètre", field=one.code)
        if not (one.communes or one.departement or one.perimetre or one.importable):
            yield Problem("cet indicateur n’a aucune valeur possible", field=one.code)
        if one.importable and not (one.ou_demander or one.communes):
            yield Problem("dites où demander ce chiffre (ou_demander)", field=one.code)


def _taken(table: _Table, found: Mapping[str, IndicateurTerritoire]) -> list[Problem]:
    return _twice("code d’indicateur", [*found, *(one.code for one in table.indicateurs)])


def _twice(what: str, names: Iterable[str]) -> list[Problem]:
    held = list(names)
    repeated = sorted({name for name in held if held.count(name) > 1})
    return [Problem(f"{what} écrit deux fois : {', '.join(repeated)}")] if repeated else []


def _built(
    table: _Table, base: _Sources, problems: list[Problem]
) -> Iterator[IndicateurTerritoire]:
    for one in table.indicateurs:
        try:
            ways = tuple(_way(way, base) for way in one.communes)
            of_departement = _way(one.departement, base) if one.departement else None
        except ValueError as error:
            problems.append(Problem(str(error), field=one.code))
            continue
        yield IndicateurTerritoire(
            code=one.code,
            numero=one.numero,
            libelle=fr(one.libelle),
            sujet=fr(one.sujet),
            genre=one.genre,
            definition=fr(one.definition),
            unite=fr(one.unite),
            decimales=one.decimales,
            sens=one.sens,
            theme=table.theme,
            points=one.points,
            missions=one.missions,
            communes=ways,
            departement=of_departement,
            perimetre=one.perimetre,
            importable=one.importable,
            denombre=one.denombre,
            brut=one.brut,
            sans_moyenne=one.sans_moyenne,
            estimation=fr(one.estimation) if one.estimation else None,
            ou_demander=one.ou_demander,
            fiabilite=one.fiabilite,
            note=fr(one.note) if one.note else None,
        )


def _way(way: _Calcul, base: _Sources) -> Calcul:
    seuils = {one.code: one.valeur for one in base.seuils}
    built = Calcul(
        operation=way.operation,
        numerateur=formule(way.numerateur, seuils),
        denominateur=formule(way.denominateur, seuils) if way.denominateur else None,
        facteur=way.facteur,
    )
    unknown = sorted(set(built.sources) - {one.code for one in base.sources})
    if unknown:
        raise FormuleRefusee(f"source inconnue dans une formule : « {unknown[0]} »")
    return built
