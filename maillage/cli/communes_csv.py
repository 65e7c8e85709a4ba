"""The codes of communes in a CSV of real life: any separator, encoding, header or none."""

import csv
import re
import unicodedata
from pathlib import Path

from maillage.cli.messages import BadCall

MAX_BYTES = 5_000_000
SAMPLE_ROWS = 200

_CODE = re.compile(r"(2[ABab]|[0-9]{2})[0-9]{3}|[0-9]{4}")
# Names of the column, reduced to letters, the surest first.
_NAMES = (
    "codeinsee",
    "codecommuneinsee",
    "codeinseecommune",
    "codegeo",
    "codgeo",
    "insee",
    "inseecom",
    "depcom",
    "codecommune",
    "com",
    "commune",
    "code",
)


def read_codes(path: Path) -> list[str]:
    """Return the codes as written; raise BadCall when the file cannot be understood."""
    rows = _rows(_text(path), path)
    column = _by_name(rows[0])
    if column is None:
        column = _by_shape(rows, path)
        first = rows[0][column].strip() if column < len(rows[0]) else ""
        body = rows if any(sign.isdigit() for sign in first) else rows[1:]
    else:
        body = rows[1:]
    codes = [row[column].strip() for row in body if column < len(row)]
    found = [code for code in codes if code]
    if not found:
        raise BadCall(f"« {path} » ne contient aucun code de commune.")
    return found


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
        rows = [row for row in csv.reader(lines, delimiter=mark) if any(row)]
    except csv.Error:
        raise BadCall(
            f"« {path} » : ce tableau ne se lit pas, un guillemet y reste sans doute ouvert."
        ) from None
    if not rows:
        raise BadCall(f"« {path} » est vide : il y faut un code de commune par ligne.")
    return rows


def _by_name(header: list[str]) -> int | None:
    names = [_letters(name) for name in header]
    for name in _NAMES:
        if name in names:
            return names.index(name)
    return None


def _letters(name: str) -> str:
    flat = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in flat if "a" <= sign <= "z")


def _by_shape(rows: list[list[str]], path: Path) -> int:
    sample = rows[:SAMPLE_ROWS]
    width = max(len(row) for row in sample)

    def score(column: int) -> int:
        cells = (row[column].strip() for row in sample if column < len(row))
        return sum(bool(_CODE.fullmatch(cell)) for cell in cells)

    best = max(range(width), key=lambda column: (score(column), -column))
    if score(best) * 2 < len(sample) - 1 or not score(best):
        raise BadCall(
            f"« {path} » : aucune colonne ne porte de codes de communes. "
            "Nommez-la « code_insee », un code de cinq caractères par ligne."
        )
    return best
