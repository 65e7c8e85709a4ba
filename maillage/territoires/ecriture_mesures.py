"""Put an edition of measures in place: written whole beside, then named current, all at once."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from maillage.territoires import installation
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import SUFFIXE, Statut

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,60}")

Ligne = tuple[str, Mapping[str, float | Statut | None]]


def installer_mesures(
    fiche: FicheMesures,
    lignes: Iterable[Ligne],
    *,
    remplir: Callable[[sqlite3.Connection], None] | None = None,
    courante: bool = True,
) -> Path:
    """Write an edition and make it the current one of its source, unless it is of a year of before.

    A line is a place and its measures: a figure, or why there is none (None: absent). `remplir` adds
    the tables that are the source's own. Whatever fails leaves the former edition in place; a place
    given twice fails.
    """
    wrong = [name for name in fiche.mesures if not _NAME.fullmatch(name)]
    if wrong:
        raise ValueError(f"« {wrong[0]} » ne peut pas nommer une mesure")

    def write(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            # The file is ours until it takes its name: no journal, one write to the disk at the end.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            _fill(connection, fiche, lignes)
            if remplir is not None:
                remplir(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()

    return installation.placer(fiche.source, fiche.edition, SUFFIXE, write, courante=courante)


def _fill(connection: sqlite3.Connection, fiche: FicheMesures, lignes: Iterable[Ligne]) -> None:
    names = fiche.mesures
    connection.execute("CREATE TABLE fiche (contenu TEXT NOT NULL)")
    told = json.dumps(fiche.as_data(), ensure_ascii=False)
    connection.execute("INSERT INTO fiche VALUES (?)", (told,))
    columns = "".join(f', "{name}" REAL' for name in names)
    connection.execute(
        f"CREATE TABLE mesures (lieu TEXT PRIMARY KEY, statuts TEXT{columns}) WITHOUT ROWID"
    )
    marks = ",".join("?" * (len(names) + 2))
    connection.executemany(
        f"INSERT INTO mesures VALUES ({marks})",  # noqa: S608 -- marks only
        (_line(place, given, names) for place, given in lignes),
    )


def _line(
    place: str, given: Mapping[str, float | Statut | None], names: tuple[str, ...]
) -> list[str | float | None]:
    values: list[str | float | None] = [place, None]
    why: dict[str, str] = {}
    for name in names:
        one = given.get(name)
        if isinstance(one, Statut):
            why[name] = str(one)
            one = None
        values.append(one)
    if why:
        values[1] = json.dumps(why)
    return values
