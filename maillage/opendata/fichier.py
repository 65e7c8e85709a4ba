"""The bytes of a published file: plain, compressed, or an archive of several; never a bomb."""

import gzip
import hashlib
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from maillage.opendata.refus import SourceRefusee

MAX_OPENED: Final = 400_000_000  # bytes once decompressed: ten times the national file
_CHUNK: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
# Whatever the opening of a damaged file may raise, by the modules that open it.
ABIME: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A published file, and its fingerprint."""

    nom: str
    empreinte: str
    contenu: bytes  # as published

    def morceaux(self) -> Iterator[tuple[str, bytes]]:
        """Return each file inside, opened, with its name; one alone when it is no archive."""
        if self.contenu.startswith(_ZIP):
            yield from self._zip()
            return
        opened = self._opened()
        if not _is_tar(opened):
            yield self.nom, opened
            return
        try:
            with tarfile.open(fileobj=io.BytesIO(opened)) as archive:
                for member in archive:
                    file = archive.extractfile(member) if member.isfile() else None
                    if file is not None:
                        yield f"{self.nom}/{member.name}", file.read()
        except tarfile.TarError as error:
            raise SourceRefusee(self.nom, "", "l’archive est incomplète ou abîmée") from error

    def _zip(self) -> Iterator[tuple[str, bytes]]:
        total = 0
        try:
            with zipfile.ZipFile(io.BytesIO(self.contenu)) as archive:
                for member in archive.infolist():
                    total += member.file_size  # no more is ever read of it
                    if total > MAX_OPENED:
                        break
                    content = archive.read(member)
                    if not member.is_dir():
                        yield f"{self.nom}/{member.filename}", content
        except ABIME as error:
            raise SourceRefusee(self.nom, "", "l’archive est incomplète ou abîmée") from error
        if total > MAX_OPENED:
            raise _too_large(self.nom)

    def _opened(self) -> bytes:
        if not self.contenu.startswith(_GZIP):
            return self.contenu
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(self.contenu)) as file:
                return _bounded(file, self.nom)
        except (OSError, EOFError, zlib.error) as error:
            raise SourceRefusee(
                self.nom, "", "le fichier compressé est incomplet ou abîmé"
            ) from error


def lire(path: Path) -> Source:
    """Read a file of the disk."""
    with path.open("rb") as file:
        content = _bounded(file, path.name)
    return Source(path.name, hashlib.sha256(content).hexdigest(), content)


def _bounded(file: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
    parts, total = [], 0
    while chunk := file.read(_CHUNK):
        total += len(chunk)
        if total > MAX_OPENED:
            raise _too_large(name)
        parts.append(chunk)
    return b"".join(parts)


def _too_large(name: str) -> SourceRefusee:
    limit = MAX_OPENED // 1_000_000
    return SourceRefusee(name, "", f"le fichier dépasse {limit} Mo une fois ouvert")


def _is_tar(content: bytes) -> bool:
    return content[257:262] == b"ustar"
