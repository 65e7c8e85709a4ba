"""The independent count: the bytes of the file, its lines and its fingerprint, read beside DuckDB."""

import hashlib
import threading
from pathlib import Path
from typing import Final

from maillage.opendata.refus import SourceRefusee

_CHUNK: Final = 1 << 20


class Compte(threading.Thread):
    """Reads the file once, on its own; `resultat` waits for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._sum = hashlib.sha256()
        self._lines = 0
        self._nul: int | None = None
        self._last = b""
        self._error: OSError | None = None
        self.start()

    def run(self) -> None:
        """Read the file."""
        try:
            with self._path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    self._sum.update(chunk)
                    if self._nul is None and b"\0" in chunk:
                        self._nul = self._lines + chunk[: chunk.index(b"\0")].count(b"\n") + 1
                    self._lines += chunk.count(b"\n")
                    self._last = chunk[-1:]
        except OSError as error:
            self._error = error

    def resultat(self, fichier: str) -> tuple[str, int]:
        """Return the fingerprint and the number of rows below the headings."""
        self.join()
        if self._error is not None:
            raise self._error
        if self._nul is not None:
            raise SourceRefusee(fichier, f"ligne {self._nul}", "un octet nul est dans le texte")
        if self._last != b"\n":
            raise SourceRefusee(
                fichier,
                f"ligne {self._lines + 1}",
                "la dernière ligne est coupée : fichier incomplet",
            )
        return self._sum.hexdigest(), self._lines - 1
