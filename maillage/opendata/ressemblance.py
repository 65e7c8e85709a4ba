"""Whose file this is, when it is not that of the source it was given for: its headings say so."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from maillage.opendata.contrat import Contrat
from maillage.opendata.fichier import ABIME
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.registre import SOURCES
from maillage.opendata.tableau import ouvrir

_WITHIN: Final = {  # sources whose contract is in a module of theirs
    "finess": ("finess.lignes", "finess.atlasante"),
    "rpps": ("rpps.colonnes",),
    "qpv": ("qpv.lecture",),
}
# Workbooks; columns that are all optional: much keeps them.
_OPTIONAL: Final = ("apl", "ameli_acces")
_WORKBOOK: Final = (".xlsx", ".xls", ".ods")  # read whole before its headings: too long for a hint


def ressemble(path: Path) -> tuple[str, ...]:
    """Return the sources whose columns a text holds; (): none, or a workbook."""
    if path.name.lower().endswith(_WORKBOOK):
        return ()
    names = (name for name in SOURCES if name not in _OPTIONAL)
    return tuple(name for name in names if any(_holds(path, one) for one in _contracts(name)))


def _contracts(name: str) -> Iterator[Contrat]:
    for where in _WITHIN.get(name, (name,)):
        module = import_module(f"maillage.opendata.{where}")
        for held in ("CONTRAT", "LONGUE", "BASE"):
            found = getattr(module, held, None)
            contract = getattr(found, "contrat", found)
            if isinstance(contract, Contrat):
                yield contract


def _holds(path: Path, contract: Contrat) -> bool:
    try:
        with ouvrir(path, contract):
            return True
    except (SourceRefusee, *ABIME):
        return False
