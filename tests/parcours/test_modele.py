"""An agency's Word model, from its upload to the hands of a team, on a phone and on a screen."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document as WordDocument
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import MembreAgenceFactory
from tests.word import BON, modele

pytestmark = pytest.mark.parcours
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def fichier(data: bytes) -> FilePayload:
    return {"name": "fiche.docx", "mimeType": WORD, "buffer": data}


def correct(page: Page) -> None:
    assert Axe().run(page).response["violations"] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_model_goes_from_the_agency_to_a_team(
    ouvrir: Any, settings: Any, tmp_path: Path, width: int
) -> None:
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    parcours = ouvrir(viewport={"width": width, "height": 900})
    team, parcours.porteur = parcours.porteur, MembreAgenceFactory().user
    parcours.se_connecte()
    page = parcours.page
    page.get_by_role("link", name="Mon agence").click()
    expect(page.get_by_role("heading", name="Aucun modèle encore")).to_be_visible()
    correct(page)
    page.get_by_role("link", name="Déposer un modèle").click()
    correct(page)
    page.get_by_label("Titre").fill("Fiche de contact")
    page.get_by_label("Le modèle Word").set_input_files(files=[fichier(modele("{{ cpts.non }}"))])
    page.get_by_role("button", name="Déposer et vérifier").click()
    expect(page.get_by_text("Vouliez-vous")).to_be_visible()
    correct(page)
    page.get_by_role("link", name="Déposer une nouvelle version").click()
    page.get_by_label("Le modèle Word").set_input_files(files=[fichier(BON)])
    page.get_by_role("button", name="Déposer et vérifier").click()
    page.get_by_role("link", name="Essayer sur un exemple").click()
    expect(page.get_by_text("Dossier de CPTS Sucs et Mézenc")).to_be_visible()
    correct(page)
    page.go_back()
    page.get_by_role("button", name="Publier pour la région").click()
    expect(page.get_by_text("est publié")).to_be_visible()
    page.get_by_role("link", name="Balises", exact=True).click()
    correct(page)

    page.context.clear_cookies()
    parcours.porteur = team
    parcours.se_connecte()
    page = parcours.va(parcours.chez("documents/"))
    expect(page.get_by_text("Ce document n’existe qu’en Word.")).to_be_visible()
    correct(page)
    page.get_by_role("link", name="Aperçu de Fiche de contact").click()
    correct(page)
    with page.expect_download() as got:
        page.get_by_role("link", name="Word", exact=True).click()
    word = WordDocument(BytesIO(Path(got.value.path()).read_bytes()))
    assert word.paragraphs[1].text == "Dossier de CPTS Sucs et Mézenc"
    assert len(word.tables[0].rows) > 20
