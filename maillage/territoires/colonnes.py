"""A file of columns: one line that says what it holds, then plain arrays, read without parsing.

A column is a view on the file mapped in memory: opening one of 15 MB costs nothing, and a question
about a hundred communes reads what it needs.
"""

import json
import mmap
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

FORMAT: Final = "maillage-colonnes"
VERSION: Final = 1
_TYPES: Final[dict[str, Literal["B", "I", "i"]]] = {"B": "B", "I": "I", "i": "i"}
_ALIGNED: Final = 8


class Illisible(Exception):
    """An installed file is not one of ours, or is damaged."""


@dataclass(frozen=True, slots=True)
class Colonnes:
    """The head of a file and its columns."""

    tete: dict[str, Any]
    colonnes: Mapping[str, memoryview]


def ecrire(tete: Mapping[str, Any], colonnes: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return the bytes of a file; each column comes with the letter of its type."""
    listed = [(name, letter, len(data)) for name, (letter, data) in colonnes.items()]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "ordre": sys.byteorder,
        "colonnes": listed,
        "tete": dict(tete),
    }
    line = json.dumps(head, ensure_ascii=True).encode()
    parts = [line + b" " * (-(len(line) + 1) % _ALIGNED) + b"\n"]
    for _, data in colonnes.values():
        parts.append(data + b"\0" * (-len(data) % _ALIGNED))
    return b"".join(parts)


def lire(path: Path) -> Colonnes:
    """Open a file; raise `Illisible` when it is not whole."""
    with path.open("rb") as file:
        line = file.readline(100_000)
        try:
            head = json.loads(line)
            columns = [
                (str(name), str(letter), int(size)) for name, letter, size in head["colonnes"]
            ]
            known = (head["format"], head["version"], head["ordre"])
        except (ValueError, KeyError, TypeError) as error:
            raise Illisible(f"« {path.name} » n’est pas un fichier de Maillage") from error
        if known != (FORMAT, VERSION, sys.byteorder):
            raise Illisible(f"« {path.name} » vient d’une autre version ou d’une autre machine")
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    found, start = {}, len(line)
    for name, letter, size in columns:
        if letter not in _TYPES or start + size > len(view):
            raise Illisible(f"« {path.name} » est incomplet : importez-le de nouveau")
        found[name] = view[start : start + size].cast(_TYPES[letter])
        start += size + (-size % _ALIGNED)
    return Colonnes(tete=head["tete"], colonnes=found)
