"""The DOCX is a real document: styles, headings, table heads, content controls, properties."""

import itertools
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from maillage.documents.produire import produire
from maillage.documents.tree import (
    Cell,
    Checkboxes,
    Grid,
    GridRow,
    Item,
    Listing,
    Option,
    Paragraph,
    Run,
)
from maillage.dossiers import fichier
from tests.documents.faits import DOSSIERS, ON, complet
from tests.documents.lecture import W, docx_text, normal, pdf_text, word

DOCUMENTS = [
    "lettre_intention",
    "aura_pre_projet",
    "aura_pre_projet_guide",
    "aura_projet_sante",
    "aura_fiche_action",
    "budget_aura",
    "budget_occitanie",
    "communes",
    "calendrier_lettre",
    "bretagne_projet_sante",
    "bretagne_fiche_action",
    "bretagne_annexe_1",
    "bretagne_annexe_2",
    "occitanie_plan",
    "occitanie_projet_medical",
]


def made(document: str, name: str = "complet") -> bytes:
    return produire(DOSSIERS[name], document, ("docx",), on=ON)["docx"]


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_headings_follow_one_another_without_a_gap(document: str, name: str) -> None:
    paragraphs = word(made(document, name)).paragraphs
    assert [p.style.name for p in paragraphs[:2]] == ["Title", "Subtitle"]
    levels = [int(p.style.name[-1]) for p in paragraphs if p.style.name.startswith("Heading")]
    steps = [below - above for above, below in itertools.pairwise([0, *levels])]
    assert [step for step in steps if step > 1] == []


def test_parts_are_headings_of_the_first_level() -> None:
    parts = [
        p.text for p in word(made("aura_pre_projet")).paragraphs if p.style.name == "Heading 1"
    ]
    assert [part[:2] for part in parts] == [f"{number}." for number in range(1, 10)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_paragraph_is_empty(document: str) -> None:
    """One that ends a section, or keeps two tables apart, holds no text by nature."""
    empty = [p for p in word(made(document)).paragraphs if not p.text.strip()]
    apart = {"Fin de section", "Entre deux tableaux"}
    assert [p for p in empty if p.style.name not in apart] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_heads_of_tables_are_repeated_and_rows_not_cut(document: str) -> None:
    for table in word(made(document)).tables:
        rows = table._tbl.tr_lst
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        labels = table._tbl.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "0"
        assert heads == [not labels] + [False] * (len(rows) - 1)
        assert [row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_rows_are_as_wide_as_their_table(document: str) -> None:
    for table in word(made(document)).tables:
        columns = len(table.columns)
        for row in table._tbl.tr_lst:
            spans = [
                int(found.get(f"{W}val"))
                if (found := cell.find(f"{W}tcPr/{W}gridSpan")) is not None
                else 1
                for cell in row.tc_lst
            ]
            assert sum(spans) == columns


def test_boxes_are_content_controls() -> None:
    body = word(made("aura_pre_projet")).element.body
    states = [node.get(node.keys()[0]) for node in body.iter("{*}checked")]
    glyphs = ["".join(t.text for t in sdt.iter(f"{W}t")) for sdt in body.iter(f"{W}sdt")]
    assert states == ["0", "0", "1", *"10000", *"10", *"01", *"001"]
    assert glyphs == ["☒" if state == "1" else "☐" for state in states]
    identifiers = [node.get(f"{W}val") for node in body.iter(f"{W}id")]
    assert len(set(identifiers)) == len(identifiers) == len(states)


def test_properties_language_header_and_footer() -> None:
    document = word(made("lettre_intention"))
    core = document.core_properties
    assert core.title.startswith("LETTRE D’INTENTION POUR LA CREATION")
    assert (core.author, core.language) == ("Association CPTS Haut-Allier", "fr-FR")
    assert core.subject == "Lettre d’intention pour la création d’une CPTS"
    language = document.styles.element.find(f".//{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "fr-FR"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "CPTS Haut-Allier\t22 novembre 2026"
    assert section.footer.paragraphs[0].text == "Lettre d’intention – Création d’une CPTS\t1 / 1"
    fields = [node.text.strip() for node in section.footer._element.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_uncertain_people_are_in_orange_and_said_so() -> None:
    body = word(made("lettre_intention")).element.body
    orange = [
        "".join(t.text for t in run.iter(f"{W}t"))
        for run in body.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
        and style.get(f"{W}val") == "ParticipationIncertaine"
    ]
    assert orange[:2] == ["Delorme Marc", "Masseur-kinésithérapeute"]
    assert orange.count(" (participation incertaine)") == 3
    styles = word(made("lettre_intention")).styles
    assert str(styles["Participation incertaine"].font.color.rgb) == "B84E00"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_part_of_the_file_is_well_formed(document: str) -> None:
    with ZipFile(BytesIO(made(document))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert [n for n in names if "thumbnail" in n] == []
        for name in (n for n in names if n.endswith((".xml", ".rels"))):
            etree.fromstring(archive.read(name))


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "document",
    [
        "lettre_intention",
        "aura_pre_projet",
        "aura_projet_sante",
        "bretagne_projet_sante",
        "occitanie_projet_medical",
    ],
)
def test_libreoffice_opens_it_and_shows_every_word(document: str, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) n’est pas installé")
    data = produire(complet(), document, ("docx",), on=ON)["docx"]
    file = tmp_path / f"{document}.docx"
    file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    shown = set(normal(pdf_text(file.with_suffix(".pdf").read_bytes())).split())
    written = {w for w in normal(docx_text(data)).split() if len(w) > 3}
    # A word cut at the end of a line is not found whole: very few are.
    assert len(written - shown) <= len(written) // 50


def test_a_long_table_is_bound_by_its_first_two_rows_only() -> None:
    """Bound as a whole to the next rows, it would leave its title alone at the foot of a page."""
    path = Path(__file__).resolve().parents[2] / "exemples" / "haute-loire.yaml"
    example = fichier.lire(path.read_bytes(), path.name)
    docx = produire(example, "bretagne_projet_sante", ("docx",), on=ON)["docx"]
    with ZipFile(BytesIO(docx)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    heads = styles.xpath(
        "//w:style[@w:styleId='TeteDeColonne']//w:keepNext", namespaces={"w": W.strip("{}")}
    )
    assert heads == []
    bound = [
        [bool(row.findall(f".//{W}keepNext")) for row in table.findall(f"{W}tr")]
        for table in document.iter(f"{W}tbl")
    ]
    long = [rows for rows in bound if len(rows) > 2 and not all(rows[:-1])]
    assert long
    assert all(all(rows[:2]) and not any(rows[2:]) for rows in long)


def test_lists_and_tables_leave_the_space_of_a_paragraph() -> None:
    body = word(made("lettre_intention")).element.body
    spaced = f"{W}pPr/{W}spacing"
    for element in body:
        style = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else None
        name = None if style is None else style.get(f"{W}val")
        following = element.getnext()
        if name in ("ListBullet", "ListNumber") and following.find(f"{W}pPr/{W}numPr") is None:
            assert element.find(spaced).get(f"{W}after") == "100"
        if element.tag == f"{W}tbl" and following.tag == f"{W}p":
            plain = following.find(f"{W}pPr/{W}pStyle") is None
            assert not plain or following.find(spaced).get(f"{W}before") == "100"


def test_lists_inside_cells_have_the_letters_of_their_cell() -> None:
    styles = {
        p.style.style_id
        for table in word(made("bretagne_fiche_action")).tables
        for row in table.rows
        for p in row.cells[1].paragraphs
        if p._p.find(f"{W}pPr/{W}numPr") is not None
    }
    assert styles == {"Cellule"}


def test_a_grid_is_short_by_the_lines_that_it_takes() -> None:
    def grid(rows: int, text: str) -> Grid:
        cell = Cell((Paragraph((Run(text),)),))
        return Grid("Essai", tuple(GridRow("Intitulé", cell) for _ in range(rows)))

    assert grid(30, "court").short
    assert not grid(40, "court").short
    assert not grid(10, "mot " * 90).short
    listed = Listing(tuple(Item((Paragraph((Run("pas"),)),)) for _ in range(60)))
    assert not Grid("Essai", (GridRow("Étapes", Cell((listed,))),)).short
    boxes = Checkboxes(tuple(Option(f"Choix {n}", checked=False) for n in range(60)))
    assert not Grid("Essai", (GridRow("Choix", Cell((boxes,))),)).short
    assert Grid("Essai", (GridRow("Choix", Cell((replace(boxes, in_line=True),))),)).short
