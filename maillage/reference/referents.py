"""The lists of institutional contacts that the forms print: territories and bodies, no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.fiabilite import Fiabilite
from maillage.reference.regions import regions
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("referents.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoireReferents:
    """A département, or the whole region, and the bodies listed for it, one per printed row."""

    libelle: str
    organismes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeReferents:
    """The list of a region."""

    region: str
    nom: str
    source: str
    fiabilite: Fiabilite
    territoires: tuple[TerritoireReferents, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listes:
    verifie_le: date
    listes: tuple[ListeReferents, ...]


@cache
def listes_referents() -> Mapping[str, ListeReferents]:
    """Return the lists by code of region."""
    return lire_listes(_FILE.read_bytes(), _FILE.name)


def lire_listes(data: bytes, name: str) -> Mapping[str, ListeReferents]:
    """Read lists strictly; raise `Problems` with all that is wrong."""
    listes = structure(read(data, name), _Listes, name).listes
    names = [liste.region for liste in listes]
    problems = [
        Problem(f"« {region} » n’est pas une région", field="region")
        for region in names
        if region not in regions()
    ]
    if len(set(names)) < len(names):
        problems.append(Problem("une région a deux listes"))
    if problems:
        raise Problems(name, problems)
    return MappingProxyType({liste.region: liste for liste in listes})
