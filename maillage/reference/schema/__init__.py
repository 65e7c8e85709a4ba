"""The published schema of the dossier file, and the sentences that describe its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage.reference.statuts import tables
from maillage.reference.strict import read, structure

PUBLISHED = Path(__file__).with_name("dossier-1.json")
_DESCRIPTIONS = Path(__file__).with_name("descriptions.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Descriptions:
    descriptions: Mapping[str, Mapping[str, str]]


@cache
def descriptions() -> Mapping[str, Mapping[str, str]]:
    """Return the sentence of each field, by class of the facts then by field."""
    name = _DESCRIPTIONS.name
    written = structure(read(_DESCRIPTIONS.read_bytes(), name), _Descriptions, name).descriptions
    # The table of the choices describes them already.
    choices = {cle: f"{choix.libelle}. {choix.aide}" for cle, choix in tables().choix.items()}
    return {**written, "Statuts": choices}
