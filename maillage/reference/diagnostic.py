"""Which texts of a dossier each indicator feeds; the first that names it is the one proposed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.reference.indicateurs import catalogue
from maillage.reference.nomenclatures import rubriques_texte
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("diagnostic.yaml")
AGES = "ages"  # the population by age: a picture, and not an indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    verifie_le: date
    textes: Mapping[str, tuple[str, ...]]


@cache
def textes() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the indicators that each text is fed by, in the order proposed."""
    return lire_textes(_FILE.read_bytes(), _FILE.name)


def lire_textes(data: bytes, name: str) -> Mapping[str, tuple[str, ...]]:
    """Read the table; raise `Problems` when it names what does not exist, or forgets an indicator."""
    table = structure(read(data, name), _Table, name)
    named = [code for codes in table.textes.values() for code in codes]
    known = {AGES, *catalogue().indicateurs}
    problems = [
        *_unknown("rubrique de texte", table.textes, rubriques_texte()),
        *_unknown("indicateur", named, known),
        *(Problem(f"indicateur sans texte : {code}") for code in sorted(known - set(named))),
    ]
    if problems:
        raise Problems(name, problems)
    return MappingProxyType(dict(table.textes))


def _unknown(what: str, codes: Iterable[str], known: Iterable[str]) -> list[Problem]:
    return [Problem(f"{what} inconnu(e) : {code}") for code in codes if code not in set(known)]


def textes_de(indicateur: str) -> tuple[str, ...]:
    """Return the texts that an indicator feeds, the one to propose first; none for a code unknown."""
    return _texts_of().get(indicateur, ())


@cache
def _texts_of() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text, codes in textes().items():
        for code in codes:
            found[code] = (*found.get(code, ()), text)
    return MappingProxyType(found)
