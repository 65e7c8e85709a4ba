"""Which editions of the tables, of the forms and of the software a document came from."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path

from maillage import reference
from maillage.core.facts import DossierFacts
from maillage.documents.carte import Fond
from maillage.dossiers.controle import controler
from maillage.reference.trames import charger

_FOLDER = Path(reference.__file__).parent
_DATA = {".yaml", ".tsv"}
_PARTS = ("python-docx", "typst", "openpyxl", "markdown-it-py", "ttf-opensans")
_TRAMES = "trames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """Fingerprints (SHA-256) of the data files, versions of the software, years of the data."""

    logiciel: str
    composants: Mapping[str, str]
    millesimes: Mapping[str, str]
    tables: Mapping[str, str]  # data file → fingerprint
    trames: Mapping[str, str]  # document → fingerprint
    donnees: Mapping[str, str] = field(default_factory=dict)  # installed data → edition


def editions(
    dossier: DossierFacts, documents: Iterable[str], *, on: date, fond: Fond | None = None
) -> Editions:
    """Return the editions that these documents of this dossier would come from today."""
    return Editions(
        logiciel=version("maillage"),
        composants={name: version(name) for name in _PARTS},
        millesimes=dict(controler(dossier, on=on).editions),
        tables=dict(_tables()),
        trames={name: fingerprint(path_of(name).read_bytes()) for name in _whole(documents)},
        donnees=(fond or Fond.actuel()).editions,
    )


def version(name: str) -> str:
    """Return the version of an installed package."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "inconnue"


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def path_of(document: str) -> Path:
    """Return the file of a trame, named by its identifier."""
    trame = charger(document)
    folder = trame.portee.lower()
    named = sorted((_FOLDER / _TRAMES).glob(f"*/{document}.yaml"))
    return next((path for path in named if path.parent.name == folder), named[0])


def _whole(documents: Iterable[str]) -> list[str]:
    """Add the documents that these ones print whole."""
    names: dict[str, None] = {}
    for document in documents:
        names[document] = None
        names |= dict.fromkeys(bloc.inclus for bloc in charger(document).blocs() if bloc.inclus)
    return list(names)


@cache
def _tables() -> Mapping[str, str]:
    files = sorted(path for path in _FOLDER.rglob("*") if path.suffix in _DATA)
    named = {path.relative_to(_FOLDER).as_posix(): path for path in files}
    return {
        name: fingerprint(path.read_bytes())
        for name, path in named.items()
        if not name.startswith(f"{_TRAMES}/")
    }
