"""The rows kept, sorted by DuckDB in a thread of their own while the measures are put together."""

import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.opendata.rpps import feuillets, requetes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Tri(threading.Thread):
    """Writes the two sorted files; `ecrire` waits for them."""

    def __init__(self, connection: "DuckDBPyConnection", folder: Path) -> None:
        super().__init__(daemon=True)
        self._connection = connection
        self._pages, self._numbers = folder / "lignes.txt", folder / "numeros.txt"
        self._places: list[feuillets.Lieu] = []
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Sort."""
        try:
            self._places = self._connection.execute(requetes.PAR_LIEU).fetchall()
            self._connection.execute(requetes.SORTED_LIGNES.format(self._pages))
            self._connection.execute(requetes.SORTED_NUMEROS.format(self._numbers))
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            self._error = error

    def stop(self) -> None:
        """Stop the sort when nobody asks for it any more, and wait for its end."""
        if self.is_alive():
            self._connection.interrupt()
            self.join()

    def ecrire(self, edition: sqlite3.Connection) -> None:
        """Add the rows to an edition."""
        self.join()
        if self._error is not None:
            raise self._error
        feuillets.ecrire(edition, self._places, self._pages, self._numbers)
