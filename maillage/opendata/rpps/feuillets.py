"""The rows kept, as an edition holds them: one sheet of text by commune, and the numbers in order.

DuckDB sorts and writes two plain files; here they are cut where one commune ends, and nothing is
done row by row: two million rows take less than a second.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

LARGEUR: Final = 17  # eleven signs of an RPPS number, five of a commune, and the end of the line
_PAR_PAGE: Final = 512  # numbers in a page: what one search reads

Lieu = tuple[str, int, int]  # a place, its rows, their bytes


class OutOfOrder(Exception):
    """The sorted files are not what was counted: nothing may be kept of them."""


def ecrire(
    connection: sqlite3.Connection, lieux: Sequence[Lieu], lignes: Path, numeros: Path
) -> None:
    """Add both tables to an edition."""
    connection.execute(
        "CREATE TABLE feuillets (lieu TEXT PRIMARY KEY, lignes INTEGER NOT NULL, contenu TEXT NOT NULL)"
    )
    connection.execute("CREATE TABLE numeros (premier TEXT PRIMARY KEY, contenu BLOB NOT NULL)")
    connection.executemany(
        "INSERT INTO feuillets VALUES (?, ?, CAST(? AS TEXT))", _sheets(lignes, lieux)
    )
    connection.executemany("INSERT INTO numeros VALUES (?, ?)", _pages(numeros))


def _sheets(path: Path, lieux: Sequence[Lieu]) -> Iterator[tuple[str, int, bytes]]:
    if path.stat().st_size != sum(size for _, _, size in lieux):
        raise OutOfOrder
    with path.open("rb") as file:
        for place, rows, size in lieux:
            sheet = file.read(size)
            if not sheet.endswith(b"\n") or sheet.count(b"\n") != rows:
                raise OutOfOrder
            yield place, rows, sheet


def _pages(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.stat().st_size % LARGEUR:
        raise OutOfOrder
    with path.open("rb") as file:
        while page := file.read(LARGEUR * _PAR_PAGE):
            yield page[:11].decode(), page
