"""A table under its contract: what drifts is read, what breaks is refused where it breaks."""

import gzip
import zipfile
from datetime import date

import pytest

from maillage.opendata import classeur, parties
from maillage.opendata.contrat import Colonne, Contrat, Famille
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.tableau import ouvrir
from tests.opendata.fabrique import archive, text, workbook, write

CONTRAT = Contrat(
    colonnes=(
        Colonne(nom="lieu", intitules=("Code commune INSEE", "CODGEO")),
        Colonne(nom="nom", intitules=("Libellé",), facultative=True),
    ),
    familles=(Famille(motif="p[0-9]{2}_pop[0-9]*", exemple="P22_POP"),),
)
ROWS = [["43157", "Le Puy-en-Velay", "18000.5"], ["2A004", "Ajaccio", "73822"]]
HEAD = ["CODGEO", "Libellé", "P22_POP"]


def read(path, contrat=CONTRAT) -> list[list[str]]:
    with ouvrir(path, contrat) as tables:
        table = tables[0]
        ranks = table.entete.rangs
        return [[line.cellules[ranks[name]] for name in ranks] for line in table.lignes]


@pytest.mark.parametrize(
    "content",
    [
        text(HEAD, ROWS).encode(),
        b"\xef\xbb\xbf" + text(HEAD, ROWS, quoted=True).encode(),
        text(HEAD, ROWS).encode("cp1252"),
        text(["code  commune_insee (2025)", "LIBELLE", "p22 pop"], ROWS, ",").encode(),
        text(["Codgeo_2025", "libellé", "P22-POP"], ROWS, "\t").encode().replace(b"\r\n", b"\n"),
        text([*HEAD, "", "autre"], [[*row, "", ""] for row in ROWS], "|").encode()
        + b"\r\n;;;\r\n"[:2],
        text(HEAD, [[*row, "", ""] for row in ROWS]).encode(),  # marks left at the end of lines
    ],
)
def test_what_drifts_is_read(content, tmp_path) -> None:
    assert read(write(tmp_path / "a.csv", content)) == ROWS


def test_the_table_is_found_in_what_holds_it(tmp_path) -> None:
    whole = text(HEAD, ROWS)
    inside = {"base__CSV": whole, "meta_base__CSV": whole * 9, "base-COM__CSV": whole * 9}
    assert read(write(tmp_path / "a.csv.gz", whole)) == ROWS
    assert read(archive(tmp_path / "a.zip", **inside)) == ROWS
    book = workbook(tmp_path / "a.xlsx", "Données", [HEAD, *ROWS])
    assert read(book) == ROWS
    assert read(archive(tmp_path / "b.zip", a__xlsx=book.read_bytes())) == ROWS
    named = Contrat(colonnes=CONTRAT.colonnes, familles=CONTRAT.familles, membre="vrai")
    assert read(archive(tmp_path / "c.zip", vrai__csv=whole, autre__csv="x" * 999), named) == ROWS
    assert read(archive(tmp_path / "d.zip", seul__csv=whole), named) == ROWS


def test_cells_of_a_workbook_are_read_as_a_person_reads_them(tmp_path) -> None:
    lead = [["Une note"], [], [*HEAD, "jour"]]
    contrat = Contrat(
        colonnes=CONTRAT.colonnes, familles=CONTRAT.familles, entete_avant=4, sauter=1
    )
    rows = [["unités"], ["43157", "x", 12], ["43158", date(2026, 1, 31), 1.5]]
    path = workbook(tmp_path / "a.xlsx", "APL 2024", [*lead, *rows])
    assert read(path, contrat) == [["43157", "x", "12"], ["43158", "2026-01-31", "1.5"]]


ONE = text(HEAD, ROWS[:1])
BROKEN = {
    "empty": (b"", "ligne 1 : la colonne « Code commune INSEE » manque"),
    "blank": (b"\n\n", "ligne 1 : la colonne"),
    "column": (b"CODGEO;x\n", r"la colonne « P22_POP » manque \(trouvé : CODGEO, x\)"),
    "twice": (b"CODGEO;codgeo;P22_POP\n", "« CODGEO » est écrite deux fois"),
    "family_twice": (b"CODGEO;P22_POP;p22 pop\n", "« p22 pop » est écrite deux fois"),
    "short": (f"{ONE}43158;x\r\n".encode(), "ligne 3 : 2 colonnes au lieu de 3"),
    "long": (f"{ONE}43158;x;1;2\r\n".encode(), "ligne 3 : 4 colonnes au lieu de 3"),
    "nul": (f"{ONE}43158;\0;1\r\n".encode(), "ligne 3, caractère 7 : un octet nul"),
    "mixed": (f"{text(HEAD, ROWS)}43158;".encode() + b"\xe9;1\n", "ligne 4, caractère 7"),
    "neither": (
        b"CODGEO;P22_POP\n43158;\x81\n",
        "ligne 2, caractère 7 : le texte n’est pas en UTF-8",
    ),
    "utf16": (text(HEAD, ROWS).encode("utf-16"), "ligne 1 : le texte est en UTF-16"),
    "quote": (f'{ONE}43158;"x;1\r\n43159;y;2\r\n'.encode(), "ligne 3 : un guillemet"),
    "inner": (f'{ONE}43158;"x"y;1\r\n'.encode(), "ligne 3 : un guillemet"),
    "return": (f"{ONE}43158;x\ry;1\r\n".encode(), "ligne 3 : un retour de ligne"),
    "cell": (f"{ONE}43158;{'x' * 140_000};1\n".encode(), "ligne 3 : une cellule dépasse"),
    "line": (b"x" * 1_000_010, "ligne 1 : la ligne dépasse"),
    "columns": (b";" * 2_001, "plus de 2000 colonnes"),
    "gzip": (gzip.compress(ONE.encode() * 999)[:-9], "incomplet ou abîmé"),
    "zip": (b"PK\x03\x04nothing", "incomplet ou abîmé"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_breaks_is_refused_where_it_breaks(name, tmp_path) -> None:
    content, words = BROKEN[name]
    with pytest.raises(SourceRefusee, match=words):
        read(write(tmp_path / "a.csv", content))


def test_a_quotation_mark_is_a_character_where_the_publisher_quotes_nothing(tmp_path) -> None:
    bare = Contrat(colonnes=CONTRAT.colonnes, familles=CONTRAT.familles, guillemets=False)
    path = write(tmp_path / "a.csv", 'CODGEO;P22_POP\n43157;"1\n')
    assert read(path, bare) == [["43157", '"1']]


def test_bombs_are_refused_before_they_are_opened(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(parties, "MAX_OPENED", 100_000)
    blank = text(HEAD, ROWS) + " " * 3_000_000
    for path in (
        write(tmp_path / "a.csv", blank),
        write(tmp_path / "a.csv.gz", blank),
        archive(tmp_path / "a.zip", a__csv=blank),
        archive(tmp_path / "a.xlsx", **{"xl/workbook__xml": blank}),
    ):
        with pytest.raises(SourceRefusee, match="une fois ouvert"):
            read(path)


def _sheet(tmp_path, cells: str):
    book = workbook(tmp_path / "vrai.xlsx", "A", [HEAD, *ROWS])
    made = tmp_path / "faux.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename.startswith("xl/worksheets/"):
                data = data.replace(b"</sheetData>", cells.encode() + b"</sheetData>")
            new.writestr(member.filename, data)
    return made


def test_a_workbook_is_measured_before_it_is_opened(tmp_path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(SourceRefusee, match="1048576 lignes et 16384 colonnes"):
        read(_sheet(tmp_path, far))
    with pytest.raises(SourceRefusee, match="lignes et 9000 colonnes"):
        read(_sheet(tmp_path, "<row>" + "<c/>" * 9_000 + "</row>" + "<row></row>" * 9_000))
    assert read(_sheet(tmp_path, "")) == ROWS


def test_a_damaged_workbook_is_refused(tmp_path, monkeypatch) -> None:
    for name in ("xl/workbook__xml", "autre__xml"):
        with pytest.raises(SourceRefusee, match=r"abîmé|ne contient pas"):
            read(archive(tmp_path / "a.xlsx", **{name: "<x"}))
    whole = workbook(tmp_path / "b.xlsx", "A", [HEAD, *ROWS]).read_bytes()
    with pytest.raises(SourceRefusee, match="abîmé"):
        read(write(tmp_path / "c.xlsx", whole[:-200]))
    with pytest.raises(SourceRefusee, match="feuille A, ligne 1 : la colonne"):
        read(workbook(tmp_path / "d.xlsx", "A", [["x"]]))
    monkeypatch.setattr(classeur, "MAX_WORKBOOK", 1_000)
    with pytest.raises(SourceRefusee, match="le classeur dépasse 0 Mo"):
        read(write(tmp_path / "e.xlsx", whole))


def test_a_fault_inside_the_reader_of_workbooks_is_a_refusal_but_a_stop_is_a_stop(tmp_path) -> None:
    class Panic(BaseException):
        """What a fault in Rust looks like from Python."""

    with pytest.raises(SourceRefusee, match="abîmé"), classeur._readable("a.xlsx"):
        raise Panic
    with pytest.raises(KeyboardInterrupt), classeur._readable("a.xlsx"):
        raise KeyboardInterrupt


def test_an_archive_without_a_table_or_locked_is_refused(tmp_path, monkeypatch) -> None:
    with pytest.raises(SourceRefusee, match=r"un tableau .*\(trouvé : lisez\.md\)"):
        read(archive(tmp_path / "a.zip", lisez__md="x"))
    locked = bytearray(archive(tmp_path / "b.zip", a__csv="x").read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceRefusee, match="mot de passe"):
        read(write(tmp_path / "b.zip", bytes(locked)))
    monkeypatch.setattr(parties, "_MAX_MEMBERS", 1)
    with pytest.raises(SourceRefusee, match="plus de 1 fichiers"):
        read(archive(tmp_path / "c.zip", a__csv="x", b__csv="y"))
    named = Contrat(colonnes=CONTRAT.colonnes, membre="vrai")
    monkeypatch.setattr(parties, "_MAX_MEMBERS", 9)
    with pytest.raises(SourceRefusee, match="un tableau de cette source"):
        read(archive(tmp_path / "d.zip", lisez__md="x"), named)


def test_progress_is_told(tmp_path) -> None:
    told: list[tuple[str, int]] = []
    rows = ([f"{rank:05}", "x", "1"] for rank in range(50_001))
    path = write(tmp_path / "a.csv", text(HEAD, rows))
    with ouvrir(path, CONTRAT, lambda what, done: told.append((what, done))) as tables:
        assert sum(1 for _ in tables[0].lignes) == 50_001
    assert told == [("lecture", 50_000)]
