"""The delays that texts give from a step of the calendar."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from maillage.core.calendrier import RegleEcheance
from maillage.reference.strict import read, structure

_FILE = Path(__file__).with_name("echeances.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Echeances:
    verifie_le: date
    regles: tuple[RegleEcheance, ...]


@cache
def regles_echeances() -> tuple[RegleEcheance, ...]:
    return structure(read(_FILE.read_bytes(), _FILE.name), _Echeances, _FILE.name).regles
