"""The dated tables of the ACI."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.financement import RegleVersement, TablesAci
from maillage.core.territoire.taille import BaremeTailles, bareme_le
from maillage.reference.aci.conventions import convention
from maillage.reference.aci.versions import grille_le, grilles, postes
from maillage.reference.strict import read, structure

__all__ = [
    "NATIONAL",
    "PROJET_2019",
    "bareme_taille",
    "baremes_taille",
    "convention",
    "grille_le",
    "grilles",
    "postes",
    "postes_du_contrat",
    "tables_aci",
]

NATIONAL = "aci"
PROJET_2019 = "projet_2019"

_TAILLES = Path(__file__).with_name("tailles.yaml")
_VERSEMENTS = Path(__file__).with_name("versements.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tailles:
    verifie_le: date
    baremes: tuple[BaremeTailles, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Versements:
    verifie_le: date
    regles: tuple[RegleVersement, ...]


@cache
def tables_aci() -> TablesAci:
    """Return every table that a schedule of payments reads."""
    name = _VERSEMENTS.name
    written = structure(read(_VERSEMENTS.read_bytes(), name), _Versements, name)
    return TablesAci(grilles=grilles(), postes=postes(), versements=written.regles)


@cache
def postes_du_contrat() -> Mapping[str, str]:
    """Return the names of what a contract may name: the sums, and the missions without one."""
    missions = {
        mission.code: mission.nom for grille in grilles().values() for mission in grille.missions
    }
    return MappingProxyType(missions | {code: poste.nom for code, poste in postes().items()})


@cache
def baremes_taille() -> tuple[BaremeTailles, ...]:
    """Return every scale of sizes, of law or not, each with the day it starts."""
    return structure(read(_TAILLES.read_bytes(), _TAILLES.name), _Tailles, _TAILLES.name).baremes


def bareme_taille(on: date, code: str = NATIONAL) -> BaremeTailles | None:
    """Return the scale in force on a day, or None when no text had one yet."""
    return bareme_le(baremes_taille(), code, on)
