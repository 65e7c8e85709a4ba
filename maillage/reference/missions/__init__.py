"""What each mission asks for, and the catalogue of indicators; delays and amounts are in `aci`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.missions import Attendu, IndicateurUsuel, Reperes, SousMission
from maillage.reference.aci import grilles
from maillage.reference.strict import Problem, Problems, read, structure

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMissions:
    """What the missions ask, by code of mission or of part, and the marks of the tool."""

    verifie_le: date
    sources: Mapping[str, str]
    missions: tuple[Attendu, ...]
    sous_missions: tuple[SousMission, ...]
    reperes: Reperes

    def attendu(self, code: str) -> Attendu:
        """Return what a mission asks."""
        return next(one for one in self.missions if one.code == code)

    @property
    def parties(self) -> Mapping[str, SousMission]:
        """Return the parts of the missions, by code."""
        return {one.code: one for one in self.sous_missions}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueIndicateurs:
    """The indicators to pick from, and what their codes stand for."""

    verifie_le: date
    sources: Mapping[str, str]
    fournisseurs: Mapping[str, str]
    frequences: Mapping[str, str]
    indicateurs: tuple[IndicateurUsuel, ...]

    @property
    def par_code(self) -> Mapping[str, IndicateurUsuel]:
        """Return the indicators by code."""
        return {one.code: one for one in self.indicateurs}


@cache
def missions() -> TableMissions:
    """Return what the missions ask; every mission and part of the agreement is there."""
    return lire_missions((_FOLDER / "attendus.yaml").read_bytes(), "attendus.yaml")


@cache
def indicateurs() -> CatalogueIndicateurs:
    """Return the catalogue of the indicators of missions."""
    return lire_indicateurs((_FOLDER / "indicateurs.yaml").read_bytes(), "indicateurs.yaml")


@cache
def indicateurs_par_code() -> Mapping[str, IndicateurUsuel]:
    """Return the indicators of the catalogue, by code."""
    return MappingProxyType(dict(indicateurs().par_code))


def lire_missions(data: bytes, name: str) -> TableMissions:
    """Read what the missions ask; raise `Problems` when the agreement has others."""
    table = structure(read(data, name), TableMissions, name)
    asked = {mission.code for grille in grilles().values() for mission in grille.missions}
    parts = {v for g in grilles().values() for mission in g.missions for v in mission.volets}
    _refuse(
        name,
        (
            *_same("missions", (one.code for one in table.missions), asked),
            *_same("sous_missions", (one.code for one in table.sous_missions), parts),
            *_sourced("missions", table.missions, table.sources),
            *_sourced("sous_missions", table.sous_missions, table.sources),
        ),
    )
    return table


def lire_indicateurs(data: bytes, name: str) -> CatalogueIndicateurs:
    """Read the catalogue; raise `Problems` on a code that nothing explains."""
    table = structure(read(data, name), CatalogueIndicateurs, name)
    codes = [one.code for one in table.indicateurs]
    _refuse(
        name,
        (
            *_same("indicateurs", codes, set(codes)),
            *_sourced("indicateurs", table.indicateurs, table.sources),
            *(
                Problem(f"« {value} » n’a pas de nom", f"indicateurs.{one.code}")
                for one in table.indicateurs
                for value, known in (
                    (one.fournisseur, table.fournisseurs),
                    (one.frequence, table.frequences),
                )
                if value not in known
            ),
        ),
    )
    return table


def _refuse(name: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Problems(name, problems)


def _same(field: str, codes: Iterable[str], wanted: set[str]) -> Iterator[Problem]:
    """Each code is written once, and those of the agreement are all there."""
    counted = Counter(codes)
    for code, count in counted.items():
        if count > 1:
            yield Problem(f"« {code} » est écrit deux fois", field)
        if code not in wanted:
            yield Problem(f"« {code} » n’est dans aucune version de l’accord", field)
    for code in sorted(wanted - counted.keys()):
        yield Problem(f"« {code} » manque", field)


def _sourced(
    field: str,
    rows: Iterable[Attendu | SousMission | IndicateurUsuel],
    sources: Mapping[str, str],
) -> Iterator[Problem]:
    for row in rows:
        if row.source not in sources:
            yield Problem(f"la source « {row.source} » n’existe pas", f"{field}.{row.code}")
