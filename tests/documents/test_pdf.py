"""The PDF can be read without sight: tags, language, title, outline, PDF/UA-1."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from maillage.documents.produire import produire
from tests.documents.faits import DOSSIERS, ON, complet

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


def opened(document: str, name: str = "complet") -> PdfReader:
    data = produire(DOSSIERS[name], document, ("pdf",), on=ON)["pdf"]
    return PdfReader(BytesIO(data), strict=True)


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_tagged_and_says_so(document: str, name: str) -> None:
    reader = opened(document, name)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_title_author_and_date() -> None:
    about = opened("lettre_intention").metadata
    assert about is not None
    assert (about.title or "").startswith("LETTRE D’INTENTION POUR LA CREATION")
    assert about.author == "Association CPTS Haut-Allier"
    assert about["/CreationDate"] == "D:20261122000000Z"


def test_the_outline_holds_the_parts() -> None:
    outline = opened("lettre_intention").outline
    parts = [entry.title for entry in outline if not isinstance(entry, list)]
    assert parts == [
        "ACTEURS ENGAGES DANS LA CONSTRUCTION DE LA CPTS",
        "Territoire",
        "Contexte / Besoins / Problématiques",
        "Objectifs de la CPTS",
        "Outils et méthodes",
        "Freins éventuels",
        "Calendrier prévisionnel",
        "FINANCEMENT",
    ]


def test_pages_bear_the_name_the_day_and_their_number() -> None:
    pages = opened("aura_pre_projet").pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "CPTS Haut-Allier" in text
        assert "22 novembre 2026" in text
        assert f"{number} / {len(pages)}" in text
    assert pages[0].mediabox.width == pytest.approx(595, abs=1)


def test_fonts_are_those_we_ship() -> None:
    data = produire(complet(), "aura_pre_projet", ("pdf",), on=ON)["pdf"]
    names = set()
    for page in PdfReader(BytesIO(data)).pages:
        fonts = page["/Resources"]["/Font"]
        names |= {fonts[key]["/BaseFont"].split("+")[1].split("-")[0] for key in fonts}
    assert names <= {"OpenSans", "DejaVuSansMono", "LibertinusSerif"}
