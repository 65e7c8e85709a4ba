"""The help that a région gives before any contract, by its date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from maillage.core.fiabilite import Fiabilite
from maillage.reference.strict import read, structure

_FILE = Path(__file__).with_name("aides.yaml")


class ObjetAide(StrEnum):
    """What the money is for."""

    PRE_PROJET = "pre_projet"
    DEMARRAGE = "demarrage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aide:
    """A help, from a day to another; one amount, or one for each size."""

    code: str
    region: str
    nom: str
    objet: ObjetAide
    depuis: date
    jusqua: date | None = None
    euros: int | None = None
    par_taille: tuple[int, ...] = ()
    departements: tuple[str, ...] = ()  # empty: the whole région
    source: str
    fiabilite: Fiabilite

    def montant(self, taille: int | None) -> int | None:
        """Return the amount for a size; None as long as the size is not known."""
        if not self.par_taille:
            return self.euros
        return self.par_taille[taille - 1] if taille else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aides:
    verifie_le: date
    aides: tuple[Aide, ...]


@cache
def aides() -> tuple[Aide, ...]:
    return structure(read(_FILE.read_bytes(), _FILE.name), _Aides, _FILE.name).aides


def aides_de(region: str | None, departements: tuple[str, ...], on: date) -> Iterator[Aide]:
    """Yield what a région gives that day, to these départements."""
    for one in aides():
        held = one.depuis <= on and (one.jusqua is None or on <= one.jusqua)
        here = not one.departements or set(one.departements) & set(departements)
        if one.region == region and held and here:
            yield one
