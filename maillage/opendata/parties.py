"""The one file that matters in what a publisher gives, read as it is opened, never past a limit.

A ZIP of INSEE holds the figures and their dictionary; a file may come alone, or compressed. What is
damaged, locked with a password, or a bomb is refused when its bytes are asked.
"""

import gzip
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, cast

from maillage.opendata.fichier import ABIME, MAX_OPENED
from maillage.opendata.refus import SourceRefusee

_CHUNK: Final = 1 << 18
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK"
_MAX_MEMBERS: Final = 10_000
# Members that describe the figures, or hold those of the overseas collectivities apart.
_ASIDE: Final = re.compile(
    r"(^|/)[._]|__macosx|(^|[^a-z])(meta|metadata|metadonnees|doc|documentation|lisez)|readme"
    r"|varmod|-com\.[a-z]+$",
    re.IGNORECASE,
)
TABLES: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Partie:
    """A file, perhaps inside an archive, and what opens it."""

    nom: str
    taille: int | None  # bytes once opened, when it is known before
    limite: int
    _open: Callable[[], IO[bytes]]

    @contextmanager
    def ouvrir(self) -> Iterator[BinaryIO]:
        """Open it; reading past the limit, or what is damaged, raises `SourceRefusee`."""
        if self.taille is not None and self.taille > self.limite:
            raise _too_large(self.nom, self.limite)
        try:
            inner = self._open()
        except ABIME as error:
            raise _damaged(self.nom, error) from error
        with io.BufferedReader(_Borne(inner, self.nom, self.limite), _CHUNK) as stream:
            yield cast(BinaryIO, stream)

    def octets(self) -> bytes:
        """Return all that it holds."""
        with self.ouvrir() as stream:
            return stream.read()


class _Borne(io.RawIOBase):
    """A stream that refuses to give more than a number of bytes."""

    def __init__(self, inner: IO[bytes], name: str, limit: int) -> None:
        self._inner, self._name, self._limit = inner, name, limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except ABIME as error:
            raise _damaged(self._name, error) from error
        self._read += len(data)
        if self._read > self._limit:
            raise _too_large(self._name, self._limit)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def empreinte(path: Path) -> str:
    """Return the SHA-256 of a file of the disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def ouvrir(
    path: Path,
    *,
    membre: str | None = None,
    limite: int | None = None,
    sortes: tuple[str, ...] = TABLES,
) -> Iterator[Partie]:
    """Find the file that matters: the member whose name holds `membre`, or else the largest.

    `sortes`: the endings of the files that may be it.
    """
    most = limite or MAX_OPENED
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_ZIP):
        yield from _in_zip(path, membre, most, sortes)
    elif start.startswith(_GZIP):
        name = path.name.removesuffix(".gz")
        yield Partie(name, None, most, lambda: _gzip(path))
    else:
        yield Partie(path.name, path.stat().st_size, most, lambda: path.open("rb"))


def membres(path: Path, asked: str) -> tuple[str, ...]:
    """Return every table of an archive whose name holds `asked`; (): no archive, or none of them."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist()[:_MAX_MEMBERS]]
    except ABIME:
        return ()  # whoever opens it says what is wrong
    tables = [one for one in names if one.lower().endswith(TABLES) and not _ASIDE.search(one)]
    return tuple(one for one in tables if re.search(asked, one, re.IGNORECASE))


def _gzip(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb"))


def _in_zip(path: Path, asked: str | None, most: int, sortes: tuple[str, ...]) -> Iterator[Partie]:
    try:
        archive = zipfile.ZipFile(path)
    except ABIME as error:
        raise _damaged(path.name, error) from error
    with archive:
        members = archive.infolist()
        if len(members) > _MAX_MEMBERS:
            raise SourceRefusee(
                path.name, "", f"l’archive contient plus de {_MAX_MEMBERS} fichiers"
            )
        if any(one.filename == "xl/workbook.xml" for one in members):
            yield Partie(path.name, path.stat().st_size, most, lambda: path.open("rb"))
            return
        chosen = _choose(path.name, members, asked, sortes)
        name = f"{path.name}/{chosen.filename}"
        yield Partie(name, chosen.file_size, most, lambda: archive.open(chosen))


def _choose(
    name: str, members: list[zipfile.ZipInfo], asked: str | None, sortes: tuple[str, ...]
) -> zipfile.ZipInfo:
    tables = [one for one in members if one.filename.lower().endswith(sortes)]
    kept = [one for one in tables if not _ASIDE.search(one.filename)]
    if asked:
        named = [one for one in kept if re.search(asked, one.filename, re.IGNORECASE)]
        kept = named if named or len(kept) > 1 else kept
    if not kept:
        seen = ", ".join(one.filename for one in members[:5]) or "rien"
        kind = "un tableau" if sortes == TABLES else "un fichier"
        wanted = f"{kind} de cette source ({', '.join(sortes)})"
        more = " ; ouvrez d’abord l’archive .7z" if ".7z" in seen else ""
        why = f"l’archive ne contient pas {wanted} (trouvé : {seen[:120]}){more}"
        raise SourceRefusee(name, "", why)
    return max(kept, key=lambda one: (one.file_size, one.filename))


def _too_large(name: str, limit: int) -> SourceRefusee:
    return SourceRefusee(name, "", f"le fichier dépasse {limit // 1_000_000} Mo une fois ouvert")


def _damaged(name: str, error: Exception) -> SourceRefusee:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return SourceRefusee(name, "", "l’archive est protégée par un mot de passe")
    return SourceRefusee(name, "", "le fichier compressé est incomplet ou abîmé")
