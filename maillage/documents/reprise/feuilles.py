"""The rows of a spreadsheet or of a CSV, whatever wrote them: what is read is what it holds."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from statistics import mode
from typing import Any, Literal

from openpyxl import load_workbook

from maillage.documents.characters import clean
from maillage.documents.reprise.paquet import Paquet, ouvrir
from maillage.documents.reprise.refus import FichierRefuse

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 5_000
MAX_BYTES = 20_000_000
_HIDDEN = re.compile(rb'<(?:\w+:)?row r="(\d{1,7})"[^>]*\bhidden="(?:1|true)"')
_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>|(?=</c>))'
)
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row that says something, and its number in the file."""

    numero: int
    cellules: tuple[str, ...]
    remarques: tuple[str, ...] = ()  # what the file says of the row and its cells do not

    @property
    def texte(self) -> str:
        """Return the cells that say something, side by side."""
        return " | ".join(cell for cell in self.cellules if cell)


def lire_rangees(data: bytes, name: str) -> tuple[Rangee, ...]:
    """Return the rows of a CSV, or of the fullest sheet of a workbook; raise `FichierRefuse`."""
    rows = _workbook(data, name) if data.startswith(b"PK") else _csv(_text(data, name), name)
    return _useful(rows, name)


def lire_collage(text: str, name: str) -> tuple[Rangee, ...]:
    """Return the rows of a block copied from a spreadsheet; raise `FichierRefuse`."""
    if len(text) > MAX_BYTES:
        raise FichierRefuse(f"« {name} » est trop long : collez-le en deux fois.")
    return _useful(_csv(text, name), name)


def _useful(rows: "Rows", name: str) -> tuple[Rangee, ...]:
    kept = tuple(row for row in rows if any(row.cellules) or row.remarques)
    if not kept:
        raise FichierRefuse(f"« {name} » est vide : il y faut une ligne par personne ou commune.")
    return kept


Rows = list[Rangee]


def _workbook(data: bytes, name: str) -> Rows:
    paquet = ouvrir(data, name, needs="xl/workbook.xml", kind="Excel (.xlsx)")
    for part in paquet.parts.values():
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise FichierRefuse(f"« {name} » déclare des entités XML : refusé.")
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheets = [_sheet(sheet, paquet, name) for sheet in shown or book.worksheets]
    except FichierRefuse:
        raise
    except Exception as error:
        raise FichierRefuse(
            f"« {name} » est abîmé : ouvrez-le dans votre tableur et enregistrez-le à nouveau."
        ) from error
    return max(sheets, key=len, default=[])


def _sheet(sheet: Any, paquet: Paquet, name: str) -> Rows:
    sheet.reset_dimensions()
    part = paquet.parts.get(getattr(sheet, "_worksheet_path", ""), b"")
    merged, hidden, uncomputed = _merged(part), _hidden(part), _uncomputed(part)
    above: dict[int, str] = {}
    rows: Rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS * 5 or len(rows) > MAX_ROWS:
            raise FichierRefuse(f"« {name} » a plus de {MAX_ROWS} lignes : gardez celles utiles.")
        cells = [_cell(value) for value in values[:MAX_COLUMNS]]
        for column, text in enumerate(cells):
            if text:
                above[column] = text
            elif (number, column) in merged:
                cells[column] = above.get(column, "")
        if any(cells) or number in uncomputed:
            remarks = uncomputed.get(number, ())
            if number in hidden:
                remarks = (*remarks, "ligne masquée dans le tableur")
            rows.append(Rangee(number, tuple(cells), remarks))
    return rows


def _hidden(sheet: bytes) -> set[int]:
    """Return the rows that the spreadsheet does not show, such as those a filter leaves out."""
    return {int(number) for number in _HIDDEN.findall(sheet)}


def _uncomputed(sheet: bytes) -> dict[int, tuple[str, ...]]:
    """Say which cells hold a formula whose result was never kept."""
    found: dict[int, tuple[str, ...]] = {}
    for letters, digits in _EMPTY_FORMULA.findall(sheet):
        number, cell = int(digits), f"{letters.decode()}{digits.decode()}"
        remark = (
            f"la cellule {cell} est une formule sans résultat : enregistrez le fichier dans votre "
            "tableur, ou tapez la valeur"
        )
        found[number] = (*found.get(number, ()), remark)
    return found


def _merged(sheet: bytes) -> set[tuple[int, int]]:
    """Return the cells hidden below the first one of a merged column."""
    hidden: set[tuple[int, int]] = set()
    for left, top, right, bottom in _MERGE.findall(sheet)[:2_000]:
        first, last = int(top), min(int(bottom), int(top) + 500)
        if left == right:
            column = _column(left.decode())
            hidden |= {(row, column) for row in range(first + 1, last + 1)}
    return hidden


def _column(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = 26 * rank + ord(letter) - 64
    return rank - 1


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return " ".join(clean(str(value)[:MAX_CELL]).split())


def _csv(text: str, name: str) -> Rows:
    """Read a text cut by a sign; a quote left open cuts nothing, so that no line is swallowed."""
    mark = _delimiter(text)
    try:
        return _cut(text, name, mark=mark, quoting=csv.QUOTE_MINIMAL)
    except csv.Error:
        pass
    try:
        return _cut(text, name, mark=mark, quoting=csv.QUOTE_NONE)
    except csv.Error as error:
        raise FichierRefuse(
            f"« {name} » : ce tableau ne se lit pas, une de ses cellules est trop longue."
        ) from error


def _cut(text: str, name: str, *, mark: str, quoting: Literal[0, 3]) -> Rows:
    rows: Rows = []
    lines = StringIO(text.replace("\x00", "\ufffd"), newline="")
    reader = csv.reader(lines, delimiter=mark, quoting=quoting, strict=True)
    for cells in reader:
        if len(rows) >= MAX_ROWS:
            raise FichierRefuse(f"« {name} » a plus de {MAX_ROWS} lignes : gardez celles utiles.")
        rows.append(Rangee(reader.line_num, tuple(_cell(cell) for cell in cells[:MAX_COLUMNS])))
    return rows


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise FichierRefuse(f"« {name} » est trop lourd : la limite est de 20 Mo.")
    if not data.strip():
        raise FichierRefuse(f"« {name} » est vide.")
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        raise FichierRefuse(
            f"« {name} » n’est ni un CSV ni un .xlsx : enregistrez-le au format Excel (.xlsx)."
        )
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise FichierRefuse(f"« {name} » n’est pas un tableau : donnez un .xlsx ou un CSV.")
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise FichierRefuse(f"« {name} » est une page Web : enregistrez-la au format .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Return the sign that cuts most lines in the same number of cells: titles have none."""
    lines = list(_first_lines(text))

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines if mark in line]
        return (counts.count(mode(counts)), mode(counts)) if counts else (0, 0)

    return max(";\t,|", key=score)


def _first_lines(text: str) -> Iterator[str]:
    for line in text.splitlines()[:200]:
        if line.strip():
            yield line
