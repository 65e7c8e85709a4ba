"""The first minutes: a public trial, an account by a link, a letter of intent taken away."""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.factories import PASSWORD
from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours

PHONE = {"width": 375, "height": 800}
MINUTES = 20  # what the letter may take to somebody who types slowly
WORDS_A_MINUTE, SECONDS_A_FIELD = 30, 8
TEXTES = {
    "territoire_justification": "Les neuf communes partagent les mêmes soignants, le même marché et la même route. Les patients y font déjà leurs démarches ; l’hôpital du Puy est à trente minutes.",
    "problematiques_synthese": "Un habitant sur huit n’a pas de médecin traitant. Trois médecins partent dans les deux ans. Les soins du soir reposent sur un seul cabinet, et les retours d’hôpital se préparent mal.",
    "modalites_travail_existantes": "Une réunion mensuelle entre médecins, infirmiers et pharmaciens. Une messagerie sécurisée, un protocole de plaies chroniques et un numéro commun le samedi.",
    "projet_synthese": "Nous voulons que chacun trouve un médecin, que les demandes du jour aient une réponse, et que la sortie d’hôpital soit préparée avec ceux qui suivent la personne à domicile.",
    "mission_medecin_traitant": "Recenser les personnes sans médecin et les répartir entre cabinets, en commençant par celles qui ont une affection de longue durée.",
    "mission_soins_non_programmes": "Des créneaux partagés chaque jour entre les cabinets, ouverts à la régulation.",
    "mission_parcours": "Préparer les sorties d’hôpital avec l’infirmier et le pharmacien de la personne.",
    "mission_prevention": "Deux journées de dépistage par an, avec les mairies et les pharmacies.",
    "mission_crise": "Un annuaire tenu à jour, un référent et un exercice par an.",
    "freins": "Peu de temps libre, un territoire étendu, des logiciels qui ne se parlent pas.",
}
ETAPES = (
    "equipe", "lettre_depot", "diagnostic_donnees", "diagnostic_besoins", "statuts_redaction",
    "statuts_formalites", "projet_redaction", "projet_depot", "aci_negociation", "aci_adhesion",
    "mise_en_oeuvre", "evaluations",
)  # fmt: skip


@dataclass
class Frappe:
    """What a newcomer types: fields and words, and the minutes that it takes."""

    champs: int = 0
    mots: int = 0

    def tape(self, page: Page, name: str, text: str) -> None:
        page.locator(f"main form:not([role=search]) [name={name}]").first.fill(text)
        self.champs, self.mots = self.champs + 1, self.mots + len(text.split())

    def choisit(self, page: Page, name: str, **choice: Any) -> None:
        page.locator(f"main [name={name}]").first.select_option(**choice)
        self.champs += 1

    @property
    def minutes(self) -> float:
        return self.mots / WORDS_A_MINUTE + self.champs * SECONDS_A_FIELD / 60


@pytest.fixture(autouse=True)
def serveur_d_envoi(settings: Any) -> None:
    cache.clear()
    settings.EMAIL_HOST = "smtp.exemple.fr"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def lien_recu() -> str:
    """Read the message that left: the outbox keeps no secret once it is sent."""
    found = re.search(r"https?://\S+/essayer/ouvrir/\S+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


def save(page: Page) -> None:
    page.locator("main").get_by_role("button", name=re.compile("^Enregistrer")).first.click()
    page.wait_for_load_state()


def essaie(parcours: Parcours, frappe: Frappe, *, javascript: bool) -> Page:
    """Try a territory from the front page, and ask to keep it."""
    page = parcours.va("/")
    page.get_by_label("Votre commune, son code postal").fill("yssingeaux")
    frappe.champs, frappe.mots = 1, 1
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter Yssingeaux, Haute-Loire").click()
    expect(page.get_by_text("Yssingeaux est dans le territoire.")).to_be_visible()
    page.get_by_role("button", name="Ajouter les 8 : CC des Sucs").click()
    expect(page.get_by_role("heading", name="9 communes")).to_be_visible()
    if javascript:
        expect(page).to_have_url(re.compile(r"/essayer/\?communes=43268,[0-9,]+$"))
    page.get_by_role("link", name="Ouvrir notre dossier").click()
    return page


def ouvre(page: Page, frappe: Frappe) -> str:
    """Leave a name and an address, follow the link, open the account; return the dossier."""
    frappe.tape(page, "nom", "CPTS des Sucs")
    frappe.tape(page, "email", "claire.roux@exemple.fr")
    page.get_by_role("button", name="Recevoir le lien").click()
    expect(page.get_by_role("heading", name="Regardez votre messagerie")).to_be_visible()
    page.goto(lien_recu())
    frappe.tape(page, "prenom", "Claire")
    frappe.tape(page, "nom", "Roux")
    frappe.tape(page, "password", PASSWORD)
    page.get_by_role("button", name="Ouvrir notre dossier").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Où en est notre CPTS")
    expect(page.locator("#prochaine-etape")).to_be_visible()
    return page.url


def remplit(page: Page, dossier: str, frappe: Frappe) -> None:
    """Answer what the letter of intent asks."""
    people = (("Claire", "Roux", "infirmier"), ("Paul", "Durand", "medecin_generaliste"))
    for prenom, nom, profession in people:
        page.goto(f"{dossier}equipe/ajouter/")
        frappe.tape(page, "prenom", prenom)
        frappe.tape(page, "nom", nom)
        frappe.choisit(page, "profession", value=profession)
        page.locator("main [name=engagement][value=engage]").first.check()
        frappe.tape(page, "lieu_exercice", "Yssingeaux")
        if prenom == "Claire":  # the person whom the agency calls
            page.evaluate(
                "document.querySelectorAll('main details').forEach(d => { d.open = true })"
            )
            frappe.tape(page, "telephone", "06 12 34 56 78")
            frappe.tape(page, "courriel", "claire.roux@exemple.fr")
            frappe.tape(page, "adresse", "4 place du Marché, 43200 Yssingeaux")
        save(page)
    page.goto(f"{dossier}identite/structure/")
    frappe.tape(page, "nom", "Association CPTS des Sucs")
    frappe.tape(page, "adresse_postale", "Maison de santé, 43200 Yssingeaux")
    save(page)
    page.goto(f"{dossier}identite/roles/")
    claire = page.locator("main [name=contact] option", has_text="Claire").get_attribute("value")
    frappe.choisit(page, "contact", value=claire)
    save(page)
    for rubrique, text in TEXTES.items():
        page.goto(f"{dossier}textes/{rubrique}/")
        frappe.tape(page, "contenu", text)
        save(page)
    page.goto(f"{dossier}calendrier/")
    for rank, etape in enumerate(ETAPES):
        frappe.tape(page, f"debut_{etape}", f"{1 + rank % 12:02d}/2027")
    save(page)


def telecharge(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name=re.compile(f"^{name}")).first.click()
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_from_the_trial_to_the_letter(ouvrir: Any, javascript: bool) -> None:
    parcours, frappe = ouvrir(java_script_enabled=javascript, viewport=PHONE), Frappe()
    page = essaie(parcours, frappe, javascript=javascript)
    dossier = ouvre(page, frappe)
    remplit(page, dossier, frappe)
    page.goto(f"{dossier}documents/lettre_intention/")
    letter = Document(io.BytesIO(telecharge(page, "Word")))
    cells = {cell.text for table in letter.tables for row in table.rows for cell in row.cells}
    assert {"CPTS des Sucs", "Yssingeaux", "Lapte", "43200"} <= cells
    pdf = "".join(
        one.extract_text() for one in PdfReader(io.BytesIO(telecharge(page, "PDF"))).pages
    )
    assert "Yssingeaux" in pdf
    assert "sans médecin" in pdf.replace("\u00a0", " ") or "médecin traitant" in pdf
    page.goto(f"{dossier}controle/?document=lettre_intention")
    assert page.locator(".etat-bloque").count() == 0, page.locator("main").inner_text()
    assert frappe.minutes < MINUTES


def test_going_back_takes_the_last_commune_away(ouvrir: Any) -> None:
    page = ouvrir(viewport=PHONE).va("/essayer/?communes=43268&q=lapte")
    page.get_by_role("button", name="Ajouter Lapte").first.click()
    expect(page.get_by_role("heading", name="2 communes")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="1 commune", exact=True)).to_be_visible()


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_axe_finds_nothing_on_the_way(ouvrir: Any, colour: str) -> None:
    parcours = ouvrir(viewport=PHONE, color_scheme=colour)
    page = parcours.va("/essayer/garder/?communes=43268")
    found = Axe().run(page).response["violations"]
    page.get_by_role("button", name="Recevoir le lien").click()
    found += Axe().run(page).response["violations"]  # refused: both fields are empty
    page.locator("[name=nom]").first.fill("CPTS des Sucs")
    page.locator("[name=email]").fill("claire@exemple.fr")
    page.get_by_role("button", name="Recevoir le lien").click()
    page.wait_for_load_state()
    found += Axe().run(page).response["violations"]
    page.goto(lien_recu())
    found += Axe().run(page).response["violations"]
    parcours.va("/essayer/ouvrir/rien/")
    found += Axe().run(page).response["violations"]
    assert found == []
    parcours.plaintes.clear()  # the browser notes the 422 and the 404 in its console
