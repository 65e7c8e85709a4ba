"""From an empty page of missions to a fiche action with its indicator, its budget, and its print."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.create_dossier import create_dossier
from tests.documents.lecture import docx_text, normal, pdf_text
from tests.factories import ON
from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours


PRINTED = (
    "Tenir une liste unique",
    "Missions ACI / Objectifs régionaux de référence au PRS",  # the form of the region
    "9,4 % en 2025",
    "Deux cents orientations par an.",
    "mars 2027",
    "juin 2027 : Ouvrir la liste",
    "Demandes de médecin traitant traitées",
    "demandes ayant reçu une proposition de médecin",
    "0 % (2026)",
    "80 % en 2028",
    "Loyer",
    "1 200",
)


def start(mine: Parcours) -> None:
    """Give the porteur a dossier that plans nothing yet."""
    who = {"by": mine.porteur, "on": ON}
    mine.dossier = create_dossier(nom="CPTS neuve", **who)
    add_communes(dossier=mine.dossier, codes=("43268",), **who)
    add_personne(dossier=mine.dossier, valeurs={"nom": "Roux", "prenom": "Ana"}, **who)
    mine.se_connecte()


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_load_state()


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        page.locator(f"[name={name}]").fill(text)


def test_a_team_plans_its_first_action(ouvrir: Any) -> None:
    mine: Parcours = ouvrir(viewport={"width": 375, "height": 800})
    start(mine)
    page = mine.va(mine.chez("missions/"))
    page.get_by_role("link", name="Ajouter une action", exact=True).click()
    expect(page.get_by_label("Mission", exact=True)).to_have_value("medecin_traitant")
    fill(
        page,
        {
            "titre": "Tenir une liste unique",
            "debut": "03/2027",
            "fin": "12/2028",
            "contexte": "Trop d’adultes cherchent un médecin.",
            "chiffres_0_libelle": "Adultes sans médecin traitant",
            "chiffres_0_valeur": "9,4 % en 2025",
            "objectif_operationnel": "Deux cents orientations par an.",
            "public": "Les adultes sans médecin traitant",
            "etapes_0_libelle": "Ouvrir la liste",
            "etapes_0_date": "06/2027",
            "ressources": "Deux heures par semaine",
        },
    )
    page.get_by_role("group", name="Qui en répond").get_by_label("Ana Roux").check()
    save(page)

    page.get_by_role("link", name="Tenir une liste unique").click()
    expect(page.get_by_text("Ajoutez un indicateur qui se compte, même simple.")).to_be_visible()
    page.get_by_role("link", name="Choisir un indicateur").click()
    page.get_by_role("link", name="Demandes de médecin traitant traitées").click()
    expect(page.locator("[name=numerateur]")).to_have_value(
        "demandes ayant reçu une proposition de médecin"
    )
    fill(
        page,
        {
            "depart_valeur": "0",
            "depart_date": "2026",
            "cibles_0_exercice": "2028",
            "cibles_0_valeur": "80",
        },
    )
    save(page)

    page = mine.va(mine.chez("budget/projet/?annee=2027"))
    page.locator("[name=charge_0_nature]").select_option("ext_loyer")
    page.locator("[name=charge_0_montant]").fill("1 200")
    page.get_by_role("button", name="Enregistrer le budget").click()
    expect(page.get_by_text("Le budget 2027 est enregistré.")).to_be_visible()

    page = mine.va(mine.chez("budget/projet/axes/?annee=2027"))
    serves = page.get_by_label("ce que la ligne 1 sert")
    serves.select_option(label="Tenir une liste unique")
    page.locator("main").get_by_role("button", name="Enregistrer").first.click()
    page.wait_for_load_state()
    page = mine.va(mine.chez("budget/projet/axes/?annee=2027"))
    expect(page.get_by_label("ce que la ligne 1 sert")).to_have_value(re.compile("^a:"))

    page = mine.va(mine.chez("calendrier/frise/"))
    expect(page.locator("main")).to_contain_text("Tenir une liste unique")

    page = mine.va(mine.chez("actions/tableau/"))
    page.get_by_role("button", name="Tenir une liste unique : passer à Une idée").press("Enter")
    expect(page.get_by_text("est maintenant dans « Une idée »")).to_be_visible()

    # What is taken to the meeting: the sheet of the region, its indicators, its money.
    mine.va(mine.chez("actions/"))
    page.get_by_role("link", name="Tenir une liste unique").click()
    for format_, read in (("PDF", pdf_text), ("Word", docx_text)):
        with page.expect_download() as got:
            page.get_by_role("link", name=f"{format_} de cette fiche").click()
        printed = normal(read(Path(got.value.path()).read_bytes()))
        assert [said for said in PRINTED if normal(said) not in printed] == []
