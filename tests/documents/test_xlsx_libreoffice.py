"""LibreOffice opens the spreadsheets, computes the totals, and takes no text for a formula."""

import csv
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from maillage.core.facts import DossierFacts
from maillage.documents.produire import disponibles, produire
from tests.documents.faits import ON, complet

pytestmark = pytest.mark.libreoffice

TYPED = ("=1+1", "+1", "-1", "@x", "_x0041_", "000123", "1/2")


@pytest.fixture(scope="module")
def calc() -> str:
    """The command of LibreOffice, when its spreadsheet is installed too."""
    found = shutil.which("soffice")
    program = Path(found).resolve().parent if found else None
    if found is None or program is None or not list(program.glob("libsclo*")):
        pytest.skip("LibreOffice Calc n’est pas installé (Debian : apt install libreoffice-calc)")
    return found


def read(
    calc: str, folder: Path, dossier: DossierFacts, *documents: str
) -> dict[str, list[list[str]]]:
    """Return what LibreOffice shows in the first sheet of each document."""
    for document in documents:
        content = produire(dossier, document, ["xlsx"], on=ON)["xlsx"]
        (folder / f"{document}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [
        calc,
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    files = [str(folder / f"{document}.xlsx") for document in documents]
    run = [*command, "--outdir", str(folder), *files]
    subprocess.run(run, check=True, capture_output=True, timeout=180)
    found = {}
    for document in documents:
        with (folder / f"{document}.csv").open(encoding="utf-8", newline="") as file:
            found[document] = list(csv.reader(file))
    return found


def test_every_table_opens_and_its_numbers_are_numbers(calc: str, tmp_path: Path) -> None:
    tables = {info.id for region in ("AURA", "BRE", "OCC")
              for info in disponibles(region, tableaux=True) if info.tableur}  # fmt: skip
    shown = read(calc, tmp_path, complet(), *sorted(tables))
    communes = {row[0]: row[2] for row in shown["communes"] if len(row) > 2}
    figures = [
        int(v.replace(",", "")) for k, v in communes.items() if k[:2] == "43" and "(" not in v
    ]
    total = int(communes["Total habitants"].replace(",", ""))
    assert total == sum(figures) + 2100  # the declared part of a commune
    assert {"43040", "43112"} <= set(communes)
    assert {document: bool(rows) for document, rows in shown.items()} == dict.fromkeys(tables, True)


def test_what_people_typed_is_shown_as_they_typed_it(calc: str, tmp_path: Path) -> None:
    person = (complet().equipe or ())[0]
    team = tuple(replace(person, id=text, nom=text, prenom=text) for text in TYPED)
    rows = read(calc, tmp_path, replace(complet(), equipe=team), "membres")["membres"]
    assert [(row[0], row[1]) for row in rows if row[0] in TYPED] == [(t, t) for t in TYPED]
