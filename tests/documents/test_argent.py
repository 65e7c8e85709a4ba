"""The payments as files: what a spreadsheet and a calendar read back."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest

from maillage.core.financement import ContratAci, Echeancier, MissionContrat, echeancier
from maillage.documents.argent import agenda, tableur, texte
from maillage.documents.argent.tableur import _plain
from maillage.reference.aci import tables_aci

SIGNED = date(2023, 4, 1)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOSTILE = "CPTS; « A,B »\\\r\nBEGIN:VEVENT\x00\ud800"
Event = dict[str, str]


@pytest.fixture(scope="module")
def plan() -> Echeancier:
    missions = dict.fromkeys(("acces", "parcours", "prevention"), MissionContrat(demarrage=SIGNED))
    contrat = ContratAci(
        grille="ACI_2019",
        taille=1,
        signature=SIGNED,
        missions=missions,
        resultats={"defaut": 10_000},
    )
    return echeancier(contrat, tables_aci())


def read(content: bytes) -> list[Event]:
    """Read a calendar as strictly as RFC 5545 lets one: octets, folds, components, properties."""
    text = content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert unfolded[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maillage//Argent//FR"]
    events: list[Event] = []
    inside = False
    for line in unfolded[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)?", name), line
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            assert inside
            inside = False
        elif inside:
            assert name not in events[-1]  # each property once
            events[-1][name] = value
    assert not inside
    return events


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a separator is left bare"
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_calendar_when_read_back(plan: Echeancier) -> None:
    events = read(agenda(plan, cpts="CPTS du Velay", cle="u", at=AT))
    required = {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"}
    assert all(required <= event.keys() for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    assert {event["DTSTAMP"] for event in events} == {"20261122T093000Z"}
    for event in events:
        start = datetime.strptime(event["DTSTART;VALUE=DATE"], "%Y%m%d").replace(tzinfo=UTC)
        end = datetime.strptime(event["DTEND;VALUE=DATE"], "%Y%m%d").replace(tzinfo=UTC)
        assert end - start == timedelta(days=1)


def test_calendar_when_it_tells_payments_missions_and_anniversaries(plan: Echeancier) -> None:
    events = read(agenda(plan, cpts="CPTS du Velay", cle="u", at=AT))
    days = {event["UID"]: event["DTSTART;VALUE=DATE"] for event in events}
    told = {event["UID"]: unescaped(event["SUMMARY"]).replace("\u202f", " ") for event in events}
    assert days["limite-20240601-u@maillage"] == "20240601"
    assert told["versement-20230401-u@maillage"].startswith("Versement de l’accord : 87 500,00")
    assert days["demarrage-parcours-u@maillage"] == "20240401"
    assert days["anniversaire-1-u@maillage"] == "20240401"
    assert days["fin-u@maillage"] == "20280401"


def test_calendar_when_it_is_made_again(plan: Echeancier) -> None:
    first, second = (agenda(plan, cpts="CPTS", cle="u", at=AT) for _ in range(2))
    assert first == second


def test_calendar_when_the_name_is_hostile(plan: Echeancier) -> None:
    content = agenda(plan, cpts=HOSTILE, cle="u", at=AT)
    events = read(content)
    assert len(events) == len(read(agenda(plan, cpts="CPTS", cle="u", at=AT)))


def test_text_when_read_back(plan: Echeancier) -> None:
    rows = list(csv.DictReader(StringIO(texte(plan).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(plan.lignes)
    amounts = [round(float(row["Montant"].replace(",", ".")) * 100) for row in rows]
    assert sum(amounts) == plan.total == 75_000_000
    assert rows[0]["Calcul"].replace("\u202f", " ").startswith("50 000,00")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_when_a_word_looks_like_a_formula(formula: str) -> None:
    assert _plain(formula, None) == f"'{formula}"
    assert _plain("Accès", None) == "Accès"


def test_spreadsheet_when_read_back(plan: Echeancier) -> None:
    content = tableur(plan, cpts="=CMD()", on=date(2026, 11, 22))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Versements", "Par année"]
    sheet = book["Versements"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Jour au plus tôt")
    first = sheet[head[0].row + 1]
    assert first[0].value.date() == SIGNED
    assert (first[5].value, first[3].value) == (50_000, "Fonctionnement")
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(str(formula).startswith("=SUM(") for formula in formulas)


def test_spreadsheet_when_made_again(plan: Echeancier) -> None:
    first, second = (tableur(plan, cpts="CPTS", on=date(2026, 11, 22)) for _ in range(2))
    assert first == second
