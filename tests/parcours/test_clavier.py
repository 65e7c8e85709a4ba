"""From the public trial to a letter of intent taken away, with the keyboard only."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from maillage.reference import nomenclatures
from tests.factories import PASSWORD
from tests.parcours.clavier import activates, chooses, goes_to, picks, types
from tests.parcours.test_premiers_pas import ETAPES, TEXTES, lien_recu, serveur_d_envoi

pytestmark = pytest.mark.parcours
PHONE, DESK = {"width": 375, "height": 800}, {"width": 1280, "height": 900}
__all__ = ["serveur_d_envoi"]  # a fixture, used by its name


def essaie(page: Page) -> None:
    """Try a territory and open its dossier by the link received."""
    goes_to(page, page.get_by_role("searchbox", name="Nom, code postal ou intercommunalité"))
    page.keyboard.type("yssingeaux")
    add = page.get_by_role("button", name="Ajouter Yssingeaux, Haute-Loire").first
    expect(add).to_be_visible()
    activates(page, add)
    expect(page.locator("#geste")).to_be_focused()  # what was done is said, and read first
    activates(page, page.get_by_role("link", name="Ouvrir notre dossier").first)
    types(page, "nom", "CPTS des Sucs")
    types(page, "email", "claire@exemple.fr")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Regardez votre messagerie")).to_be_visible()
    page.goto(lien_recu())
    for name, text in {"prenom": "Claire", "nom": "Roux", "password": PASSWORD}.items():
        types(page, name, text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Où en est notre CPTS")


def ouvre(page: Page, lieu: str) -> None:
    """Go by the path to what the letter asks, and open one of its questions."""
    path = page.get_by_label("Le chemin").get_by_role("link", name="Lettre d’intention").first
    activates(page, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lettre d’intention")
    activates(page, page.locator("main").get_by_role("link", name=lieu, exact=True).first)


def enregistre(page: Page) -> None:
    save = page.locator("main").get_by_role("button", name=re.compile("^Enregistrer")).first
    activates(page, save)


def dit_qui(page: Page) -> None:
    """Add the two people that the letter needs, then say whom to call."""
    ouvre(page, "L’équipe")
    for prenom, nom, profession in (
        ("Claire", "Roux", "Infirmier"),
        ("Paul", "Durand", "Médecin g"),
    ):
        activates(page, page.locator("main").get_by_role("link", name="Ajouter une personne").first)
        types(page, "prenom", prenom)
        types(page, "nom", nom)
        chooses(page, "profession", profession)
        picks(page, "engagement", "engage")
        types(page, "lieu_exercice", "Yssingeaux")
        if prenom == "Claire":
            fold = page.locator("main details:has([name=telephone]) > summary").first
            if not page.locator("main [name=telephone]").is_visible():
                activates(page, fold)
            types(page, "telephone", "06 12 34 56 78")
            types(page, "courriel", "claire.roux@exemple.fr")
            types(page, "adresse", "4 place du Marché, 43200 Yssingeaux")
        enregistre(page)
    ouvre(page, "L’identité de la CPTS et de la structure")
    activates(page, page.locator("main").get_by_role("link", name="Corriger la structure").first)
    types(page, "nom", "Association CPTS des Sucs")
    types(page, "adresse_postale", "Maison de santé, 43200 Yssingeaux")
    enregistre(page)
    activates(page, page.locator("main").get_by_role("link", name="Choisir ces personnes").first)
    chooses(page, "contact", "Claire")
    enregistre(page)


def ecrit(page: Page) -> None:
    """Write the texts and the calendar."""
    for rubrique, text in TEXTES.items():
        ouvre(page, nomenclatures.rubriques_texte()[rubrique].libelle)
        types(page, "contenu", text)
        enregistre(page)
    ouvre(page, "Le calendrier")
    for rank, etape in enumerate(ETAPES):
        types(page, f"debut_{etape}", f"{1 + rank % 12:02d}/2027")
    enregistre(page)


def test_the_trial_on_a_phone_with_the_keyboard_only(ouvrir: Any) -> None:
    essaie(ouvrir(viewport=PHONE).va("/essayer/"))


def test_from_the_trial_to_the_letter_with_the_keyboard_only(ouvrir: Any) -> None:
    page = ouvrir(viewport=DESK).va("/essayer/")
    essaie(page)
    dit_qui(page)
    ecrit(page)
    activates(page, page.get_by_label("Le dossier").get_by_role("link", name="Documents").first)
    word = page.locator("main a[href$='lettre_intention.docx']").first
    goes_to(page, word)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    letter = Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    cells = {cell.text for table in letter.tables for row in table.rows for cell in row.cells}
    assert {"CPTS des Sucs", "Yssingeaux", "43200"} <= cells
