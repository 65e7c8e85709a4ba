"""The dated tables of the ACI."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from maillage.core.territoire.taille import BaremeTailles, bareme_le
from maillage.reference.aci.versions import grille_le, grilles, postes
from maillage.reference.strict import read, structure

__all__ = [
    "NATIONAL",
    "PROJET_2019",
    "bareme_taille",
    "baremes_taille",
    "grille_le",
    "grilles",
    "postes",
]

NATIONAL = "aci"
PROJET_2019 = "projet_2019"

_TAILLES = Path(__file__).with_name("tailles.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tailles:
    verifie_le: date
    baremes: tuple[BaremeTailles, ...]


@cache
def baremes_taille() -> tuple[BaremeTailles, ...]:
    """Return every scale of sizes, of law or not, each with the day it starts."""
    return structure(read(_TAILLES.read_bytes(), _TAILLES.name), _Tailles, _TAILLES.name).baremes


def bareme_taille(on: date, code: str = NATIONAL) -> BaremeTailles | None:
    """Return the scale in force on a day, or None when no text had one yet."""
    return bareme_le(baremes_taille(), code, on)
