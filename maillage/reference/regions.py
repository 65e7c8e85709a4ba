"""The régions by their sigle, each with its code INSEE and its ARS."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.reference.strict import read, structure

_FILE = Path(__file__).with_name("regions.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A région that has an ARS."""

    sigle: str
    code_insee: str
    nom: str
    ars: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    source: str
    verifie_le: date
    regions: tuple[Region, ...]


@cache
def regions() -> Mapping[str, Region]:
    """Return the eighteen régions by sigle, in the order of their names."""
    content = structure(read(_FILE.read_bytes(), _FILE.name), _Table, _FILE.name)
    return MappingProxyType({region.sigle: region for region in content.regions})


def par_code_insee(code: str) -> Region | None:
    """Return the région that bears this code INSEE, or None."""
    return next((region for region in regions().values() if region.code_insee == code), None)
