"""The rows kept, as an edition holds them: one sheet of text by commune, and the numbers in order.

DuckDB gathers the sheets and sorts the numbers; nothing here is done row by row: two million rows
take less than a second.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

LARGEUR: Final = 17  # eleven signs of an RPPS number, five of a commune, and the end of the line
_PAR_PAGE: Final = 512  # numbers in a page: what one search reads

Feuillet = tuple[str, int, str]  # a place, its rows, their text


class OutOfOrder(Exception):
    """What was gathered is not what was counted: nothing may be kept of it."""


def ecrire_feuillets(
    connection: sqlite3.Connection, feuillets: Iterable[Feuillet], gardees: int
) -> None:
    """Add the sheets to an edition: as many rows as were kept, not one more."""
    connection.execute(
        "CREATE TABLE feuillets (lieu TEXT PRIMARY KEY, lignes INTEGER NOT NULL, contenu TEXT NOT NULL)"
    )
    connection.executemany("INSERT INTO feuillets VALUES (?, ?, ?)", _checked(feuillets, gardees))


def _checked(feuillets: Iterable[Feuillet], gardees: int) -> Iterator[Feuillet]:
    written = 0
    for place, rows, sheet in feuillets:
        if sheet.count("\n") + 1 != rows:
            raise OutOfOrder
        written += rows
        yield place, rows, sheet + "\n"
    if written != gardees:
        raise OutOfOrder


def ecrire_numeros(connection: sqlite3.Connection, path: Path) -> None:
    """Add the sorted numbers to an edition."""
    connection.execute("CREATE TABLE numeros (premier TEXT PRIMARY KEY, contenu BLOB NOT NULL)")
    connection.executemany("INSERT INTO numeros VALUES (?, ?)", _pages(path))


def _pages(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.stat().st_size % LARGEUR:
        raise OutOfOrder
    with path.open("rb") as file:
        while page := file.read(LARGEUR * _PAR_PAGE):
            yield page[:11].decode(), page
