"""The lines of a text, decoded as they come: UTF-8, or the encoding of Windows, never both."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from maillage.opendata.contrat import UTF8
from maillage.opendata.refus import SourceRefusee

MAX_LINE: Final = 1_000_000  # bytes; the widest real table has lines of 30 000
_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def lignes(stream: BinaryIO, name: str, encodages: Sequence[str]) -> Iterator[str]:
    """Return each line; the first one that is not plain ASCII decides the encoding of all."""
    encoding: str | None = None
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            line = _start(line, name)
        _check(line, name, number)
        if line.isascii():
            yield line.decode("ascii")
            continue
        for tried in (encoding,) if encoding else encodages:
            try:
                text = line.decode(tried)
            except UnicodeDecodeError:
                continue
            encoding = tried
            yield text
            break
        else:
            raise _undecodable(line, name, number, encoding or encodages[0])


def _start(line: bytes, name: str) -> bytes:
    if line.startswith(_WIDE):
        raise SourceRefusee(name, "ligne 1", "le texte est en UTF-16 : enregistrez-le en UTF-8")
    return line.removeprefix(_BOM)


def _check(line: bytes, name: str, number: int) -> None:
    if len(line) > MAX_LINE:
        raise SourceRefusee(
            name,
            f"ligne {number}",
            f"la ligne dépasse {MAX_LINE} caractères : ce n’est pas un tableau",
        )
    if b"\0" in line:
        place = line.index(b"\0") + 1
        raise SourceRefusee(
            name, f"ligne {number}, caractère {place}", "un octet nul n’est pas du texte"
        )


def _undecodable(line: bytes, name: str, number: int, encoding: str) -> SourceRefusee:
    place = 1
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start + 1
    shown = "UTF-8" if encoding == UTF8 else "Windows-1252"
    return SourceRefusee(
        name, f"ligne {number}, caractère {place}", f"le texte n’est pas en {shown} de bout en bout"
    )
