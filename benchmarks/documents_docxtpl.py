"""The same documents, DOCX and PDF, by us and by docxtpl then LibreOffice, in one run.

Run it from the root of the project: `.venv/bin/python benchmarks/documents_docxtpl.py`. The peer is
helped: its models are made beforehand, without headings, boxes or styles. Each document is asked for
alone, as a user does; converting all the files in one call is shown beside.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docxtpl import DocxTemplate

from maillage.core.facts import DossierFacts
from maillage.documents.produire import du_dossier, produire
from maillage.dossiers.fichier.lecture import lire

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "exemples" / "haute-loire.yaml"
ON = date(2026, 11, 22)
TIMES_FASTER = 5


def content(docx: bytes) -> list[Any]:
    """Return what a document says: a text per paragraph, rows of texts per table."""
    found: list[Any] = []
    for block in WordDocument(BytesIO(docx)).iter_inner_content():
        if hasattr(block, "rows"):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
        else:
            found.append(block.text)
    return found


def model(blocks: list[Any]) -> bytes:
    """Return a Word model with a tag per paragraph, and a loop over the rows of each table."""
    word = WordDocument()
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            word.add_paragraph(f"{{{{ blocs[{number}] }}}}")
            continue
        width = len(block[0])
        table = word.add_table(rows=3, cols=width)
        table.cell(0, 0).text = f"{{%tr for r in blocs[{number}] %}}"
        for column in range(width):
            table.cell(1, column).text = f"{{{{ r[{column}] }}}}"
        table.cell(2, 0).text = "{%tr endfor %}"
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def ours(dossier: DossierFacts, names: list[str]) -> float:
    """Produce every document, once to be warm, then timed."""
    for timed in (False, True):
        begun = time.perf_counter()
        for name in names:
            produire(dossier, name, ("docx", "pdf"), on=ON)
        if timed:
            return time.perf_counter() - begun
    raise AssertionError


def theirs(pairs: list[tuple[bytes, list[Any]]], folder: Path) -> tuple[float, float]:
    """Render every model, then convert the files one by one, or together."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise SystemExit("LibreOffice (soffice) n’est pas installé : rien à comparer.")
    command = [soffice, f"-env:UserInstallation=file://{folder}/profil", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    WordDocument().save(str(folder / "amorce.docx"))
    subprocess.run([*command, str(folder / "amorce.docx")], check=True, capture_output=True)
    begun = time.perf_counter()
    made = []
    for number, (source, blocks) in enumerate(pairs):
        template = DocxTemplate(BytesIO(source))
        template.render({"blocs": blocks}, autoescape=True)
        made.append(folder / f"{number}.docx")
        template.save(made[-1])
    rendered = time.perf_counter() - begun
    times = []
    for batches in ([[path] for path in made], [made]):
        begun = time.perf_counter()
        for batch in batches:
            subprocess.run([*command, *map(str, batch)], check=True, capture_output=True)
        times.append(rendered + time.perf_counter() - begun)
    return times[0], times[1]


def main() -> int:
    """Print both times; fail when we are not several times faster."""
    dossier = lire(EXAMPLE.read_bytes(), EXAMPLE.name)
    names = [info.id for info in du_dossier(dossier, on=ON, tableaux=True, every_stage=True)]
    said = [content(produire(dossier, name, ("docx",), on=ON)["docx"]) for name in names]
    pairs = [(model(blocks), blocks) for blocks in said]
    with tempfile.TemporaryDirectory() as folder:
        peer, together = theirs(pairs, Path(folder))
    mine = ours(dossier, names)
    print(f"{len(names)} documents, DOCX et PDF")
    print(f"Maillage               {mine:6.2f} s")
    print(f"docxtpl + LibreOffice  {peer:6.2f} s, soit {peer / mine:.1f} fois plus")
    print(f"  en une conversion    {together:6.2f} s, soit {together / mine:.1f} fois plus")
    return int(peer < TIMES_FASTER * mine)


if __name__ == "__main__":
    sys.exit(main())
