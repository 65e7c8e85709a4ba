"""Where publishers say their open data stands: pages, files, licences, each with how sure we are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.fiabilite import Fiabilite
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("sources_ouvertes.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FichierOuvert:
    """A file of a publisher, of one year."""

    nom: str
    millesime: int | None = None  # None: replaced in place by the publisher
    adresse: str
    sha256: str | None = None  # None: the publisher gives none
    source: str  # where we read the address
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOuverte:
    """A source, by the name that `maillage importer` gives it."""

    code: str
    titre: str
    donne: str  # what it brings to a dossier
    editeur: str
    licence: str
    page: str
    fichiers: tuple[FichierOuvert, ...] = ()

    def derniers(self, millesime: int | None = None) -> tuple[FichierOuvert, ...]:
        """Return the files of a year, or else of the latest; (): no address is known."""
        kept = [one for one in self.fichiers if millesime in (None, one.millesime)]
        latest = max((one.millesime or 0 for one in kept), default=0)
        return tuple(one for one in kept if (one.millesime or 0) == latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    verifie_le: date
    sources: tuple[SourceOuverte, ...]


@cache
def sources_ouvertes() -> Mapping[str, SourceOuverte]:
    """Return the sources by code, in the order of the file."""
    return lire_sources(_FILE.read_bytes(), _FILE.name)


def lire_sources(data: bytes, name: str) -> Mapping[str, SourceOuverte]:
    """Read the sources strictly; raise `Problems` with all that is wrong."""
    sources = structure(read(data, name), _Sources, name).sources
    codes = [one.code for one in sources]
    problems = [
        Problem(f"la source « {code} » est écrite deux fois", field="code")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    problems += [
        Problem(f"« {address} » : une adresse commence par https://", field="adresse")
        for one in sources
        for address in (one.page, *(file.adresse for file in one.fichiers))
        if not address.startswith("https://")
    ]
    if problems:
        raise Problems(name, problems)
    return MappingProxyType({one.code: one for one in sources})
