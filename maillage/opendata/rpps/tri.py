"""The rows kept, gathered and sorted by DuckDB in a thread while the measures are put together."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from maillage.opendata.rpps import feuillets, requetes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHEETS: Final = 512  # brought at once from DuckDB


class Tri:
    """Gathers the sheets, then sorts the numbers; `ecrire` waits for what it writes."""

    def __init__(self, connection: "DuckDBPyConnection", folder: Path, gardees: int) -> None:
        self._kept, self._file = gardees, folder / "numeros.txt"
        self._cursors = connection.cursor(), connection.cursor()
        self._pool = ThreadPoolExecutor(1)
        sheets, numbers = self._cursors
        self._sheets = self._pool.submit(sheets.execute, requetes.FEUILLETS)
        self._numbers = self._pool.submit(
            numbers.execute, requetes.SORTED_NUMEROS.format(self._file)
        )

    def stop(self) -> None:
        """Stop when nobody asks for it any more, and wait for the end."""
        for cursor in self._cursors:
            cursor.interrupt()
        self._pool.shutdown(cancel_futures=True)

    def ecrire(self, edition: sqlite3.Connection) -> None:
        """Add the rows to an edition."""
        feuillets.ecrire_feuillets(edition, self._rows(), self._kept)
        self._numbers.result()
        feuillets.ecrire_numeros(edition, self._file)

    def _rows(self) -> Iterator[feuillets.Feuillet]:
        gathered = self._sheets.result()
        while some := gathered.fetchmany(_SHEETS):
            yield from some
