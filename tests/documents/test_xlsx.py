"""Spreadsheets: values are values, texts stay texts, and the page prints well."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from maillage.core.facts import (
    ActionPrevue,
    CommuneRetenue,
    DossierFacts,
    Etape,
    LigneBudget,
    PartialDate,
    SensBudget,
    Territoire,
)
from maillage.documents.produire import (
    FORMATS_TABLEAU,
    FormatInapplicable,
    arbre,
    disponibles,
    produire,
)
from maillage.documents.tree import Cell, Column, Document, Heading, Paragraph, Row, Run, Table
from maillage.documents.xlsx import write
from tests.documents.faits import DOSSIERS, ON, VIDE, complet
from tests.documents.lecture import docx_text, html_text, normal, pdf_text
from tests.documents.libelles_tableaux import LIBELLES_TABLEAUX

TABLES = ("communes", "calendrier_lettre", "membres", "synthese_actions", "budget_construction")

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://exemple.fr","ici")',
    "+33 4 71 00 00 00",
    "-5",
    "@SUM(A1:A9)",
    "\t=1",
    "=cmd|'/C calc'!A0",
    "<b>&amp;</b>",
    "]]></t><f>1</f>",
    "_x0041_ _x005F_",
    "{{ x }} {% y %}",
    "\u202eevil\u202c שלום",
    "bell\x07 null\x00 esc\x1b",
    "half \ud800 of a character",
    "  spaces around  ",
    "000123",
    "1/2",
    "TRUE",
]


def open_(data: bytes) -> Worksheet:
    return load_workbook(BytesIO(data)).worksheets[0]


def sheet(dossier: DossierFacts, document: str) -> Worksheet:
    return open_(produire(dossier, document, ["xlsx"], on=ON)["xlsx"])


def column(page: Worksheet, letter: str) -> list[object]:
    """Return the values below the frozen head, down to the first empty cell."""
    first = int(str(page.freeze_panes).removeprefix("A"))
    values = []
    for row in range(first, page.max_row + 1):
        value = page[f"{letter}{row}"].value
        if value is None:
            break
        values.append(value)
    return values


def document(*rows: tuple[str, ...]) -> Document:
    lines = tuple(Row(tuple(Cell((Paragraph((Run(t),)),)) for t in row)) for row in rows)
    table = Table("Essai", tuple(Column(f"C{n}", 20) for n in range(len(rows[0]))), lines)
    return Document(
        identifier="essai", title="Essai", subject="Essai", author="A", header="CPTS",
        footer="Pied & fin", on=ON, on_text="22 novembre 2026", blocks=(table,),
    )  # fmt: skip


def test_communes_have_codes_as_text_and_populations_as_numbers() -> None:
    page = sheet(complet(), "communes")
    codes = column(page, "A")
    assert codes[:4] == ["43040", "43112", "43013", "43157"]
    assert page[f"A{page.max_row}"].number_format in ("@", "General")
    populations = column(page, "C")
    assert [type(value) for value in populations[:4]] == [int] * 4
    first = int(str(page.freeze_panes).removeprefix("A"))
    assert page[f"A{first}"].number_format == "@"
    assert page[f"C{first + 3}"].number_format == '#,##0"\u00a0(déclarée)"'


def test_total_of_communes_is_a_sum_whose_result_is_there_before_any_computation() -> None:
    data = produire(complet(), "communes", ["xlsx"], on=ON)["xlsx"]
    live, shown = open_(data), load_workbook(BytesIO(data), data_only=True).worksheets[0]
    row = next(r for r in range(1, live.max_row + 1) if live[f"A{r}"].value == "Total habitants")
    assert str(live[f"C{row}"].value) == f"=SUM(C{row - 4}:C{row - 1})"
    above = [live[f"C{r}"].value for r in range(row - 4, row)]
    assert shown[f"C{row}"].value == sum(above)  # type: ignore[arg-type]  # they are numbers


def test_corsica_and_leading_zeros_are_kept() -> None:
    communes = tuple(CommuneRetenue(code=code) for code in ("2A004", "01004", "97412"))
    page = sheet(DossierFacts(territoire=Territoire(communes=communes)), "communes")
    assert column(page, "A")[:3] == ["2A004", "01004", "97412"]


def test_calendar_gives_days_as_dates_and_months_as_words() -> None:
    steps = (
        Etape(code="equipe", debut=PartialDate(2026, 3, 2), fin=PartialDate(2026, 6)),
        Etape(code="lettre_depot", debut=PartialDate(2026, 9, 3), fin=PartialDate(2026, 9, 3)),
    )
    page = sheet(replace(VIDE, calendrier=steps), "calendrier_lettre")
    first = int(str(page.freeze_panes).removeprefix("A"))
    heads = [page.cell(first - 1, n).value for n in range(1, 6)]
    assert heads[2:] == ["Périodes", "Début", "Fin"]
    assert page[f"D{first}"].value == datetime(2026, 3, 2)  # noqa: DTZ001 -- what openpyxl reads
    assert page[f"D{first}"].number_format == "dd/mm/yyyy"
    assert page[f"E{first}"].value == "juin 2026"
    assert page[f"E{first + 1}"].value == datetime(2026, 9, 3)  # noqa: DTZ001 -- same


def test_budget_has_numbers_and_exact_totals() -> None:
    lines = tuple(
        LigneBudget(poste=poste, sens=SensBudget.CHARGE, montant=Decimal(amount))
        for poste, amount in (("communication", "0.10"), ("frais_reunion", "12500.20"))
    )
    data = produire(replace(VIDE, budget_pre_projet=lines), "budget_construction", ["xlsx"], on=ON)[
        "xlsx"
    ]
    page = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    amounts = [row[1].value for row in page.iter_rows() if isinstance(row[1].value, float)]
    assert amounts == [0.10, 12500.20, 12500.30]
    assert 'B9"' not in str(page["B9"].number_format)


def test_members_are_one_by_row_and_can_be_sorted() -> None:
    page = sheet(complet(), "membres")
    assert column(page, "A")[0] == "Faure"
    assert page.auto_filter.ref == f"A4:J{4 + len(complet().equipe or ())}"


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", TABLES)
def test_page_prints_well(document: str, name: str) -> None:
    page = sheet(DOSSIERS[name], document)
    assert page.freeze_panes is not None
    head = int(str(page.freeze_panes).removeprefix("A")) - 1
    assert page.print_title_rows == f"${head}:${head}"
    assert (page.page_setup.paperSize, page.page_setup.fitToWidth) == (9, 1)
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage is True
    assert page.oddFooter.right.text == "&P / &N"


def test_long_lists_of_columns_lie_down_and_short_ones_stand() -> None:
    assert sheet(complet(), "membres").page_setup.orientation == "landscape"
    assert sheet(complet(), "communes").page_setup.orientation == "portrait"


def test_properties_say_what_it_is() -> None:
    data = produire(complet(), "communes", ["xlsx"], on=ON)["xlsx"]
    properties = load_workbook(BytesIO(data)).properties
    assert (properties.title, properties.creator) == (
        "Communes du territoire d’action",
        "Association CPTS Haut-Allier",
    )
    assert properties.modified is not None
    assert properties.modified.date() == date(2026, 11, 22)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_a_text(text: str) -> None:
    tree = document((text, "x"), ("y", text))
    page = open_(write(tree))
    head = int(str(page.freeze_panes).removeprefix("A"))
    clean = tree.blocks[0].rows[0].cells[0].blocks[0].runs[0].text  # type: ignore[union-attr]  # built above
    for place in (page[f"A{head}"], page[f"B{head + 1}"]):
        # « _x005F_ » is how the format writes a « _ » that begins no code; openpyxl leaves it.
        said = str(place.value).replace("_x005F_", "_")
        assert (said, place.data_type) == (clean, "s")
        assert place.quotePrefix is (clean[0] in "=+-@\t")


def test_hostile_title_and_heading_stay_texts() -> None:
    tree = replace(document(("a", "b")), title="=1+1", header="@x")
    tree = replace(tree, blocks=(Heading("=2[*]/x", 2), *tree.blocks))
    book = load_workbook(BytesIO(write(tree)))
    assert book.sheetnames == ["=2 x"]
    found = [book.worksheets[0][f"A{n}"] for n in (1, 2, 3)]
    assert [(place.value, place.data_type) for place in found] == [
        ("=1+1", "s"), ("@x – 22 novembre 2026", "s"), ("=2[*]/x", "s"),
    ]  # fmt: skip


def test_no_formula_comes_from_a_dossier() -> None:
    person = (complet().equipe or ())[0]
    people = tuple(
        replace(person, id=str(n), nom=text, prenom=text) for n, text in enumerate(HOSTILE)
    )
    page = sheet(replace(complet(), equipe=people), "membres")
    assert [c.coordinate for row in page.iter_rows() for c in row if c.data_type == "f"] == []


CODES = {"id", "code", "poste", "nature", "profession", "type", "region", "action"}


def with_text(value: object, text: str, name: str = "") -> object:
    """Return the same facts with a text in every place that takes one."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return value if name in CODES else text
    if isinstance(value, tuple):
        return tuple(with_text(item, text, name) for item in value)
    if isinstance(value, Mapping):
        return dict.fromkeys(value, text)
    if is_dataclass(value) and not isinstance(value, PartialDate | type):
        changed = {f.name: with_text(getattr(value, f.name), text, f.name) for f in fields(value)}
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "</t></is></c><f>1</f>\x00\ufffe"])
def test_no_table_makes_a_formula_of_what_people_typed(text: str) -> None:
    facts = with_text(complet(), text)
    assert isinstance(facts, DossierFacts)
    for info in disponibles("AURA", tableaux=True) + disponibles("BRE", tableaux=True):
        if not info.tableur:
            continue
        made = produire(facts, info.id, ["xlsx"], on=ON)["xlsx"]
        for page in load_workbook(BytesIO(made)).worksheets:
            cells = [c for row in page.iter_rows() for c in row if c.data_type == "f"]
            assert [c.value for c in cells if not str(c.value).startswith("=SUM(")] == []


def test_text_longer_than_a_cell_goes_on_below() -> None:
    text = "mot " * 25_000 + "fin"
    page = open_(write(document((text, "court"))))
    head = int(str(page.freeze_panes).removeprefix("A"))
    parts = [page[f"A{row}"].value or "" for row in range(head, page.max_row + 1)]
    assert "".join(map(str, parts)) == text
    assert max(map(len, map(str, parts))) <= 32_767


def test_long_text_beside_cells_that_span_rows_moves_nothing() -> None:
    words = "long " * 10_000
    steps = (
        Etape(code="diagnostic_donnees", libelle=words, debut=PartialDate(2026)),
        Etape(code="diagnostic_besoins", debut=PartialDate(2027)),
        Etape(code="statuts_redaction", debut=PartialDate(2028)),
    )
    page = sheet(replace(VIDE, calendrier=steps), "calendrier_lettre")
    rows = {str(row[1].value): row for row in page.iter_rows() if row[1].value}
    assert rows["Etudier les besoins du territoire"][2].value == "à partir de 2027"
    assert rows["Rédiger les statuts"][0].value == "Structure juridique"
    assert rows["Rédiger les statuts"][2].value == "à partir de 2028"


def test_big_dossiers_keep_every_line() -> None:
    person = (complet().equipe or ())[0]
    many = replace(
        complet(),
        equipe=tuple(replace(person, id=str(n), nom=f"Nom{n}") for n in range(1000)),
        actions=tuple(ActionPrevue(id=str(n), titre=f"Action {n}") for n in range(60)),
        territoire=Territoire(
            communes=tuple(CommuneRetenue(code=f"43{n:03d}") for n in range(1, 301))
        ),
    )
    assert column(sheet(many, "membres"), "A") == [f"Nom{n}" for n in range(1000)]
    assert column(sheet(many, "synthese_actions"), "A") == [f"Action {n}" for n in range(60)]
    rows = next(b for b in arbre(many, "communes", on=ON).blocks if isinstance(b, Table)).rows
    assert len(column(sheet(many, "communes"), "A")) == len(rows) > 280


def test_same_dossier_gives_the_same_bytes() -> None:
    first, second = (produire(complet(), "membres", ["xlsx"], on=ON)["xlsx"] for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sheets_have_names_of_their_own() -> None:
    (table,) = document(("a", "b")).blocks
    blocks = [
        b for n in range(3) for b in (Heading("Une année bien longue, plus de trente", 2), table)
    ]
    tree = replace(document(("a", "b")), blocks=tuple(blocks))
    names = load_workbook(BytesIO(write(tree))).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", LIBELLES_TABLEAUX)
def test_our_tables_have_their_heads_in_every_format(document: str, name: str) -> None:
    made = produire(DOSSIERS[name], document, ["docx", "pdf", "html", "xlsx"], on=ON)
    cells = (c.value for row in open_(made["xlsx"]).iter_rows() for c in row if c.value)
    said = {
        "docx": docx_text(made["docx"]),
        "pdf": pdf_text(made["pdf"]),
        "html": html_text(made["html"].decode()),
        "xlsx": "\n".join(map(str, cells)),
    }
    for kind, text in said.items():
        found = normal(text)
        lost = [label for label in LIBELLES_TABLEAUX[document] if normal(label) not in found]
        assert (kind, lost) == (kind, [])


@pytest.mark.parametrize("name", DOSSIERS)
def test_labels_of_the_official_list_are_all_in_the_spreadsheets(name: str, shared: Path) -> None:
    listed = json.loads((shared / "formulaires" / "labels.json").read_text())["documents"]
    tables = [
        info.id
        for region in ("AURA", "BRE", "OCC")
        for info in disponibles(region, tableaux=True)
        if info.tableur
    ]
    for document in dict.fromkeys(tables):
        made = produire(DOSSIERS[name], document, ["xlsx"], on=ON)["xlsx"]
        pages = load_workbook(BytesIO(made)).worksheets
        cells = [str(c.value) for page in pages for row in page.iter_rows() for c in row if c.value]
        found = normal("\n".join(cells))
        wanted = listed.get(document, {"labels": []})["labels"]
        assert (document, [one for one in wanted if normal(one) not in found]) == (document, [])


def test_documents_that_are_not_tables_are_refused() -> None:
    with pytest.raises(FormatInapplicable, match="n’est pas un tableau"):
        produire(VIDE, "lettre_intention", ["docx", "xlsx"], on=ON)


def test_tables_are_listed() -> None:
    listed = {info.id for info in disponibles("AURA", tableaux=True) if info.tableur}
    assert set(TABLES) | {"budget_aura"} <= listed
    assert not {info.id for info in disponibles("AURA")} & listed
    assert FORMATS_TABLEAU == ("xlsx",)
