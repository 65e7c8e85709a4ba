"""Pages: a cover without header, wide pages for wide tables, in DOCX and in PDF."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from maillage.documents import pdf
from maillage.documents.produire import apercu, arbre, produire
from maillage.documents.tree import Block, Cell, Grid, GridRow, Heading, Paragraph, Run
from maillage.dossiers import fichier
from tests.documents.faits import ON, complet
from tests.documents.lecture import W, html_read, html_text, word

MEDICAL, SANTE, ANNEXE = "occitanie_projet_medical", "bretagne_projet_sante", "bretagne_annexe_2"
PORTRAIT, LANDSCAPE = (11906, 16838), (16838, 11906)


def made(document: str, kind: str) -> bytes:
    return produire(complet(), document, (kind,), on=ON)[kind]


def test_sections_of_a_docx_lie_as_their_tables_ask() -> None:
    sections = word(made(MEDICAL, "docx")).sections
    sizes = [(s.page_width.twips, s.page_height.twips) for s in sections]
    assert sizes == [PORTRAIT, LANDSCAPE, PORTRAIT]
    assert [s.header.paragraphs[0].text.split("\t")[0] for s in sections] == [
        "CPTS Haut-Allier"
    ] * 3
    ends = [s.header._element.find(f"{W}p/{W}pPr/{W}tabs") for s in sections]
    assert [end is not None for end in ends] == [False, True, False]  # the day, at the far margin


def test_tables_fill_the_width_of_their_page() -> None:
    body = word(made(SANTE, "docx")).element.body
    widths = [int(t.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for t in body.iter(f"{W}tbl")]
    assert max(widths[:-1]) <= 9638
    assert 14_500 < widths[-1] <= 14_570


def test_the_cover_of_a_docx_bears_no_header() -> None:
    document = word(made(SANTE, "docx"))
    assert [s.different_first_page_header_footer for s in document.sections] == [True, False]
    styles = [p.style.name for p in document.paragraphs[:3]]
    assert styles == ["Title", "Subtitle", "Intitulé de couverture"]


def test_a_table_alone_may_lie_from_its_first_page() -> None:
    sections = word(made(ANNEXE, "docx")).sections
    assert [(s.page_width.twips, s.page_height.twips) for s in sections] == [LANDSCAPE]
    pages = PdfReader(BytesIO(made(ANNEXE, "pdf"))).pages
    assert {page.mediabox.width > page.mediabox.height for page in pages} == {True}


def test_pages_of_a_pdf_lie_as_their_tables_ask() -> None:
    reader = PdfReader(BytesIO(made(MEDICAL, "pdf")))
    wide = [page.mediabox.width > page.mediabox.height for page in reader.pages]
    first = wide.index(True)
    assert 2 < first < len(wide) - 2
    assert "Composition de la CPTS" in reader.pages[first].extract_text()
    assert wide[-1] is False


def test_the_cover_of_a_pdf_bears_no_header_and_the_contents_their_pages() -> None:
    reader = PdfReader(BytesIO(made(SANTE, "pdf")))
    cover, contents = (reader.pages[n].extract_text() for n in (0, 1))
    assert "Bretagne" in cover
    assert "1 / " not in cover
    assert contents.count("2.1. Axe") == 1
    last = len(reader.pages)
    assert contents.rstrip().splitlines()[-2].endswith(f" {last}")


def test_the_contents_of_a_page_lead_to_its_headings() -> None:
    fragment = apercu(complet(), SANTE, on=ON)
    text = html_text(fragment)
    assert text.index("Sommaire") < text.index("Créées par la loi")
    assert fragment.count('href="#doc-') > 20
    targets = [part.split('"')[0] for part in fragment.split('href="#')[1:]]
    assert [target for target in targets if f'id="{target}"' not in fragment] == []
    assert "nav" in html_read(fragment).tags


def test_a_sheet_that_fits_on_a_page_is_not_cut() -> None:
    path = Path(__file__).resolve().parents[2] / "exemples" / "haute-loire.yaml"
    data = pdf.write(arbre(fichier.lire(path.read_bytes(), path.name), SANTE, on=ON))
    sheets = [page.extract_text() for page in PdfReader(BytesIO(data)).pages][2:]
    first, last = "Thématique de l’action", "Modalités d’évaluation de l’action"
    assert sum(text.count(first) for text in sheets) == 14
    assert [text for text in sheets if text.count(first) != text.count(last)] == []


def test_what_comes_right_below_the_title_begins_on_its_page() -> None:
    pages = _pages(Heading("Fiche", 1), _grid(16, 40))
    assert ["Rang 0." in text for text in pages] == [True, False]


def _grid(rows: int, words: int) -> Grid:
    return Grid(
        "Essai",
        tuple(
            GridRow(f"Rang {n}.", Cell((Paragraph((Run("mot " * words),)),))) for n in range(rows)
        ),
    )


def _pages(*blocks: Block) -> list[str]:
    document = replace(arbre(complet(), "communes", on=ON), blocks=blocks)
    return [page.extract_text() for page in PdfReader(BytesIO(pdf.write(document))).pages]


def test_a_sheet_taller_than_a_page_is_cut_and_nothing_is_lost() -> None:
    lines = tuple(Paragraph((Run(f"ligne {n}"),)) for n in range(31))
    pages = _pages(*lines, Heading("Titre", 1), _grid(30, 40), Paragraph((Run("La suite."),)))
    titled = next(text for text in pages if "Titre" in text)
    assert "Rang 1." in titled  # never a title with one row
    assert [n for n in range(30) if f"Rang {n}." not in "".join(pages)] == []
    assert "La suite." in pages[-1]
