"""The codes of communes in a CSV of real life: any separator, encoding, header or none."""

import csv
import re
import unicodedata
from collections.abc import Callable
from itertools import dropwhile
from pathlib import Path

from maillage.cli.messages import BadCall

MAX_BYTES = 5_000_000
SAMPLE_ROWS = 200
TITLE_ROWS = 5  # a spreadsheet often puts a title above its header

_CODE = re.compile(r"(2[ABab]|[0-9]{2})[0-9]{3}|[0-9]{4}")
# Names of the column, reduced to letters, the surest first; those of the second list may also
# head a column of names, so that their cells have to look like codes.
_SURE_NAMES = (
    "codeinsee",
    "codecommuneinsee",
    "codeinseecommune",
    "codegeo",
    "codgeo",
    "insee",
    "inseecom",
    "ninsee",
    "depcom",
    "codecommune",
)
_NAMES = ("com", "commune", "code")
_POST = {"codepostal", "codespostaux", "cp"}


def read_codes(path: Path, known: Callable[[str], object]) -> list[str]:
    """Return the codes as written; raise BadCall when the file cannot be understood.

    `known` tells a code of today: it settles which of two columns of figures is the right one.
    """
    rows = _rows(_text(path), path)
    column = _by_name(rows)
    if column is None:
        column = _by_shape(rows, path, known)
        body = list(dropwhile(lambda row: not any(map(str.isdigit, _cell(row, column))), rows))
    else:
        body = rows[1:]
    found = [code for row in body if (code := _cell(row, column))]
    if not found:
        raise BadCall(f"« {path} » ne contient aucun code de commune.")
    return found


def _cell(row: list[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _text(path: Path) -> str:
    size = path.stat().st_size
    if size > MAX_BYTES:
        weight = f"{size / 1e6:.1f}".replace(".", ",")
        limit = MAX_BYTES // 1_000_000
        raise BadCall(
            f"« {path} » pèse {weight} Mo ; la limite est {limit} Mo. Ne gardez que la colonne des codes."
        )
    data = path.read_bytes()
    if not data.strip():
        raise BadCall(f"« {path} » est vide : il y faut un code de commune par ligne.")
    if data[:2] in {b"PK", b"\xd0\xcf"}:
        raise BadCall(f"« {path} » est un classeur : enregistrez-le au format CSV.")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decode(data, "utf-16", path)
    if b"\x00" in data:
        raise BadCall(f"« {path} » n’est pas un fichier de texte : enregistrez-le au format CSV.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _decode(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BadCall(f"« {path} » est abîmé : enregistrez-le à nouveau, en UTF-8.") from None


def _rows(text: str, path: Path) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    counts = {mark: lines[0].count(mark) for mark in ";\t,|"} if lines else {}
    mark = max(counts, key=lambda one: counts[one], default=";")
    try:
        rows = [row for row in csv.reader(lines, delimiter=mark, strict=True) if any(row)]
    except csv.Error:
        raise BadCall(
            f"« {path} » : ce tableau ne se lit pas, un guillemet y reste sans doute ouvert."
        ) from None
    if not rows:
        raise BadCall(f"« {path} » est vide : il y faut un code de commune par ligne.")
    return rows


def _by_name(rows: list[list[str]]) -> int | None:
    names = [_letters(name) for name in rows[0]]
    for name in _SURE_NAMES:
        if name in names:
            return names.index(name)
    for name in _NAMES:
        if name in names:
            cells = [_cell(row, names.index(name)) for row in rows[1:SAMPLE_ROWS]]
            if sum(bool(_CODE.fullmatch(cell)) for cell in cells) * 2 > len(cells):
                return names.index(name)
    return None


def _letters(name: str) -> str:
    flat = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in flat if "a" <= sign <= "z")


def _by_shape(rows: list[list[str]], path: Path, known: Callable[[str], object]) -> int:
    sample = rows[:SAMPLE_ROWS]
    width = max(len(row) for row in sample)

    def score(column: int) -> tuple[bool, int, int]:
        cells = [cell for row in sample if _CODE.fullmatch(cell := _cell(row, column))]
        today = sum(known(cell.upper().zfill(5)) is not None for cell in cells)
        of_the_post = any(_letters(_cell(row, column)) in _POST for row in rows[:TITLE_ROWS])
        return not of_the_post, today, len(cells)

    columns = [column for column in range(width) if score(column)[-1] * 2 >= len(sample) - 1]
    columns = [column for column in columns if score(column)[-1]]
    if not columns:
        raise BadCall(
            f"« {path} » : aucune colonne ne porte de codes de communes. "
            "Nommez-la « code_insee », un code de cinq caractères par ligne."
        )
    return max(columns, key=lambda column: (score(column), -column))
