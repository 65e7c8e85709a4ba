"""The sheets of a workbook, cell by cell as text; its true size is measured before it is opened.

A sheet is held as a full rectangle: two cells far apart would take all the memory of the machine.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final

from python_calamine import CalamineWorkbook

from maillage.opendata.fichier import ABIME
from maillage.opendata.parties import Partie
from maillage.opendata.refus import SourceRefusee

MAX_CELLS: Final = 20_000_000
MAX_WORKBOOK: Final = 200_000_000  # bytes once decompressed; the APL of a profession is 30 million
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE: Final = re.compile(rb"\sr=[\"']([A-Z]{1,3})?([0-9]{1,7})[\"']")
_LETTERS: Final = 26
_DAMAGED: Final = "le classeur est incomplet ou abîmé"


def feuilles(part: Partie, pattern: str | None) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Return the sheets whose name fits, in their order, each with its rows."""
    content = part.octets()
    _measure(content, part)
    with _readable(part.nom):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(workbook.sheet_names)
    named = [name for name in names if pattern and re.search(pattern, name, re.IGNORECASE)]
    for name in named or names:
        yield name, _rows(part.nom, workbook, name)


def _rows(file: str, workbook: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    with _readable(file):
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for row in rows:
        yield [_text(cell) for cell in row]


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn what calamine reports into a refusal; a fault inside its Rust is no `Exception`."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise SourceRefusee(name, "", _DAMAGED) from error


def _text(cell: Any) -> str:
    """Write a cell as a person reads it: a whole number without its decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


# --- before it is opened --------------------------------------------------------------------------


def _measure(content: bytes, part: Partie) -> None:
    """Refuse a workbook that would not fit in memory once opened."""
    limit = min(part.limite, MAX_WORKBOOK)
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    data = file.read(limit - total + 1)
                total += len(data)
                if total > limit:
                    break
                if member.filename.startswith("xl/worksheets/"):
                    _measure_sheet(part.nom, data)
    except ABIME as error:
        raise SourceRefusee(part.nom, "", _DAMAGED) from error
    if total > limit:
        why = f"le classeur dépasse {limit // 1_000_000} Mo une fois ouvert"
        raise SourceRefusee(part.nom, "", why)


def _measure_sheet(name: str, xml: bytes) -> None:
    """Refuse a sheet whose cells are too far apart: by the places they name, or by their count."""
    lines = _ROW.split(xml)
    rows, columns = len(lines), max(len(_CELL.findall(line)) for line in lines)
    for letters, number in set(_PLACE.findall(xml)):
        rows = max(rows, int(number))
        column = 0
        for letter in letters:
            column = column * _LETTERS + letter - ord("A") + 1
        columns = max(columns, column)
    if rows * columns > MAX_CELLS:
        raise SourceRefusee(
            name, "", f"une feuille s’étend sur {rows} lignes et {columns} colonnes"
        )
