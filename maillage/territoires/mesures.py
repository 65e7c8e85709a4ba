"""The measures that an instance imported, place by place: raw figures, never a ratio (decision 0010).

An edition is a file of SQLite beside the outlines, never changed once it is in place. A place is one
line and a measure one column: reading a hundred communes is a hundred seeks, whatever is asked.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from maillage.territoires import installation
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.lieux import maille as maille_of

SUFFIXE: Final = ".sqlite"
_ASKED: Final = 900  # places named in one question; SQLite takes more, not everywhere


class Statut(StrEnum):
    """Why a figure is there, or is not."""

    CONNUE = "connue"
    SECRETE = "secrete"  # noqa: S105 -- withheld by the publisher: the secret of statistics
    ABSENTE = "absente"  # the publisher does not give it, or the place is not in the edition
    NON_SIGNIFICATIVE = "non_significative"  # too few people: « NS »


@dataclass(frozen=True, slots=True)
class Valeur:
    """A figure of a place; its value is None unless it is known."""

    valeur: float | None
    statut: Statut = Statut.CONNUE


ABSENTE: Final = Valeur(None, Statut.ABSENTE)


class MesuresInstallees:
    """The measures of one edition of a source."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        head = self.connexion().execute("SELECT contenu FROM fiche").fetchone()
        self.fiche = FicheMesures.from_data(json.loads(head[0]))
        self._held = frozenset(self.fiche.mesures)

    def connexion(self) -> sqlite3.Connection:
        """Return the connection of this thread, to read a table of the source's own."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = found
        return found

    def lire(
        self, lieux: Iterable[str], mesures: Iterable[str]
    ) -> Mapping[str, Mapping[str, Valeur]]:
        """Return each place asked with each measure asked; what the edition lacks is « absente »."""
        places, asked = list(dict.fromkeys(lieux)), list(dict.fromkeys(mesures))
        found = {place: dict.fromkeys(asked, ABSENTE) for place in places}
        held = [name for name in asked if name in self._held]
        for start in range(0, len(places) if held else 0, _ASKED):
            part = places[start : start + _ASKED]
            marks = ",".join("?" * len(part))
            query = f"SELECT {_columns(held)} FROM mesures WHERE lieu IN ({marks})"  # noqa: S608 -- names of the edition
            for place, said, *values in self.connexion().execute(query, part):
                found[place].update(_read(held, values, said))
        return found

    def toutes(
        self, mesures: Iterable[str], maille: str = "commune"
    ) -> Iterator[tuple[str, tuple[float | None, ...]]]:
        """Return every place of a level, in order, with its figures; None: not known.

        At the level of communes the arrondissements municipaux come too: who sums must choose.
        """
        asked = list(mesures)
        missing = [name for name in asked if name not in self._held]
        if missing:
            raise KeyError(missing[0])
        query = f"SELECT {_columns(asked)} FROM mesures ORDER BY lieu"  # noqa: S608 -- names of the edition
        for place, _, *values in self.connexion().execute(query):
            if maille_of(place) == maille:
                yield place, tuple(values)


_opened: dict[tuple[Path, int], MesuresInstallees] = {}


def mesures(source: str, edition: str | None = None) -> MesuresInstallees | None:
    """Return the current edition of a source, or the one named; None: not installed, or damaged."""
    path = (
        installation.edition(source, edition, SUFFIXE)
        if edition
        else installation.courante(source, SUFFIXE)
    )
    if path is None:
        return None
    try:
        key = (path, path.stat().st_mtime_ns)
        found = _opened.get(key)
        if found is None:
            found = _opened[key] = MesuresInstallees(path)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error):
        return None
    return found


def editions(source: str) -> tuple[FicheMesures, ...]:
    """Return the editions of a source that can still be read, the latest year first."""
    held = (mesures(source, name) for name in installation.noms(source, SUFFIXE))
    found = [one.fiche for one in held if one is not None]
    return tuple(sorted(found, key=lambda fiche: (-fiche.millesime, fiche.edition)))


def annees(source: str) -> Mapping[int, MesuresInstallees]:
    """Return the edition of each year: the last that was put in place, and the current one first."""
    held = [one for name in installation.noms(source, SUFFIXE) if (one := mesures(source, name))]
    held.sort(key=lambda one: one.path.stat().st_mtime_ns)
    found = {one.fiche.millesime: one for one in held}
    current = mesures(source)
    if current is not None:
        found[current.fiche.millesime] = current
    return dict(sorted(found.items()))


def _columns(names: list[str]) -> str:
    return ", ".join(["lieu", "statuts", *(f'"{name}"' for name in names)])


def _read(names: list[str], values: list[float | None], said: str | None) -> dict[str, Valeur]:
    why: dict[str, str] = json.loads(said) if said else {}
    return {
        name: Valeur(value)
        if value is not None
        else Valeur(None, Statut(why.get(name, Statut.ABSENTE)))
        for name, value in zip(names, values, strict=True)
    }
