"""Sign in, add a commune, see population and size change, take the letter away."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours

FINE, INSECABLE = "\u202f", "\u00a0"


def heading(population: str, taille: int) -> str:
    return f"{population.replace(' ', FINE)}{INSECABLE}habitants, taille {taille}"


def downloaded(parcours: Parcours, name: str) -> Path:
    with parcours.page.expect_download() as waiting:
        parcours.page.get_by_role("link", name=f"{name} de Lettre d’intention").click()
    return Path(waiting.value.path())


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_from_sign_in_to_the_letter(ouvrir: Any, javascript: bool) -> None:
    parcours = ouvrir(java_script_enabled=javascript, viewport={"width": 375, "height": 800})
    parcours.se_connecte()
    page = parcours.page
    page.get_by_role("link", name="CPTS Sucs et Mézenc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Où en est notre CPTS")

    parcours.va(parcours.chez("territoire/"))
    expect(page.get_by_role("heading", name=heading("61 367", 2))).to_be_visible()
    page.get_by_label("Nom, code, code postal ou intercommunalité").fill("saint etienne")
    if not javascript:
        page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter Saint-Étienne, Loire", exact=True).click()
    expect(page.get_by_text("Saint-Étienne est dans le territoire.")).to_be_visible()
    expect(page.get_by_role("heading", name=heading("234 503", 4))).to_be_visible()

    page.get_by_role("link", name="Documents", exact=True).click()
    letter = Document(str(downloaded(parcours, "Word")))
    assert any("CPTS" in paragraph.text for paragraph in letter.paragraphs)
    pdf = PdfReader(io.BytesIO(downloaded(parcours, "PDF").read_bytes()))
    assert len(pdf.pages) > 0


def test_undo_a_removal(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va(parcours.chez("territoire/"))
    page.get_by_text("CC des Sucs").first.click()
    page.get_by_role("button", name="Retirer Yssingeaux").click()
    expect(page.get_by_text("Yssingeaux n’est plus dans le territoire.")).to_be_visible()
    page.get_by_role("button", name="Annuler le retrait").click()
    expect(page.get_by_role("heading", name=heading("61 367", 2))).to_be_visible()


def test_add_a_person_with_the_keyboard_only(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va(parcours.chez("equipe/ajouter/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Tab")
    page.keyboard.type("Martin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zoé Martin est dans l’équipe.")).to_be_visible()


def test_an_error_takes_the_focus(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va(parcours.chez("equipe/ajouter/"))
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    parcours.plaintes.clear()  # the browser notes the 422 in its console
