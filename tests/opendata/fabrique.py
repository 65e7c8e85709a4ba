"""Files built by hand to the layouts that publishers document, with known answers."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.registre import SOURCES

ON = date(2026, 11, 26)
Rows = Iterable[Sequence[Any]]


def text(head: Sequence[str], rows: Rows, mark: str = ";", *, quoted: bool = False) -> str:
    """Return a CSV as INSEE writes them."""
    out = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=mark, lineterminator="\r\n", quoting=style).writerows([head, *rows])
    return out.getvalue()


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, compressed when its name ends so."""
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def archive(path: Path, **members: str | bytes) -> Path:
    """Write a ZIP; « __ » stands for the dot of a name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "."), content)
    return path


def workbook(path: Path, sheet: str, rows: Rows) -> Path:
    """Write a workbook of one sheet."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def importer(source: str, path: Path, **asked: Any) -> Rapport:
    """Import a file as the command does."""
    return SOURCES[source].importer(Demande(chemin=path, on=ON, **asked))


# --- documented layouts ---------------------------------------------------------------------------

MOUVEMENTS = [
    "MOD",
    "DATE_EFF",
    "TYPECOM_AV",
    "COM_AV",
    "TNCC_AV",
    "NCC_AV",
    "NCCENR_AV",
    "LIBELLE_AV",
    "TYPECOM_AP",
    "COM_AP",
    "TNCC_AP",
    "NCC_AP",
    "NCCENR_AP",
    "LIBELLE_AP",
]


def mouvement(mod: str, day: str, before: str, after: str, kinds: str = "COM>COM") -> list[str]:
    """Return a line of v_mvt_commune."""
    first, second = kinds.split(">")
    return [mod, day, first, before, "0", "", "", f"Nom {before}", second, after, "0", "", "", ""]


# The true movements of Neussargues en Pinatelle: five communes merged in 2016, split in 2025.
NEUSSARGUES = ("15031", "15035", "15047", "15141", "15171")
VRAIS = [
    *(mouvement("32", "2016-12-01", code, "15141") for code in NEUSSARGUES),
    *(mouvement("21", "2025-01-01", "15141", code) for code in NEUSSARGUES),
    mouvement("21", "2025-01-01", "15031", "15031", "COMD>COM"),
    mouvement("50", "2025-01-01", "49069", "49126"),  # a seat that moved
    mouvement("41", "2018-01-01", "14513", "50649"),  # the département changed, merged the same day
    mouvement("32", "2018-01-01", "50649", "50592"),
    mouvement("32", "2018-01-01", "50592", "50592"),
    mouvement("30", "1968-03-02", "08227", "08203"),
    mouvement("30", "1968-03-02", "08227", "08454"),
    mouvement("20", "2011-03-31", "", "97601", ">COM"),
    mouvement("30", "1960-01-01", "55999", "55039"),  # shared by two communes where nobody lives
    mouvement("30", "1960-01-01", "55999", "55050"),
    mouvement("31", "1971-01-01", "01018", "01990"),  # leads nowhere today
]


def mouvements(path: Path, rows: Rows = VRAIS) -> Path:
    """Write a v_mvt_commune."""
    return write(path, text(MOUVEMENTS, rows, ","))
