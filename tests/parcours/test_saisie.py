"""Many rows at once in a real browser: a list in disorder, a keyboard alone, a phone."""

import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from maillage.dossiers.models import CommuneRetenue, Personne
from tests.listes import desordre

pytestmark = pytest.mark.parcours
PHONE = {"viewport": {"width": 375, "height": 800}}


def test_two_hundred_members_in_disorder_from_the_page(ouvrir: Any, tmp_path: Path) -> None:
    path = tmp_path / "membres.xlsx"
    path.write_bytes(desordre())
    parcours = ouvrir()
    parcours.se_connecte()
    before = Personne.objects.filter(dossier=parcours.dossier).count()
    page = parcours.va(parcours.chez("equipe/importer/"))
    page.locator("[name=fichier]").set_input_files(path)
    start = time.perf_counter()
    page.get_by_role("button", name="Lire cette liste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifier avant d’ajouter")
    page.get_by_role("button", name="Ajouter à l’équipe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui est entré dans le dossier")
    assert time.perf_counter() - start < 20
    assert Personne.objects.filter(dossier=parcours.dossier).count() > before + 150


def test_five_people_with_the_keyboard_only(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    before = Personne.objects.filter(dossier=parcours.dossier).count()
    page = parcours.va(parcours.chez("equipe/saisie/"))
    page.locator("[name=l0-nom]").focus()
    for rank in range(5):
        expect(page.locator(f"[name=l{rank}-nom]")).to_be_visible()
        page.locator(f"[name=l{rank}-nom]").focus()
        page.keyboard.type(f"Nouveau{rank}")
        page.keyboard.press("Tab")
        page.keyboard.type("Zoé")
    page.get_by_role("button", name="Tout enregistrer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 personnes ajoutées.")).to_be_visible()
    assert Personne.objects.filter(dossier=parcours.dossier).count() == before + 5


def test_a_block_copied_from_a_spreadsheet_goes_into_the_grid(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va(parcours.chez("equipe/saisie/"))
    page.locator("[name=l0-nom]").focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "Aubry\\tLéa\\nBarbe\\tLuc\\nCros\\tMia");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    for rank, (nom, prenom) in enumerate((("Aubry", "Léa"), ("Barbe", "Luc"), ("Cros", "Mia"))):
        expect(page.locator(f"[name=l{rank}-nom]")).to_have_value(nom)
        expect(page.locator(f"[name=l{rank}-prenom]")).to_have_value(prenom)
    page.get_by_role("button", name="Tout enregistrer").click()
    expect(page.get_by_text("3 personnes ajoutées.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_communes_pasted_on_a_phone(ouvrir: Any, javascript: bool) -> None:
    parcours = ouvrir(java_script_enabled=javascript, **PHONE)
    parcours.se_connecte()
    page = parcours.va(parcours.chez("territoire/liste/"))
    page.get_by_label("Vos communes").fill("- Saint-Étienne\n- Saint-Julien\n1004")
    page.get_by_role("button", name="Lire cette liste").click()
    expect(page.get_by_role("heading", name="à choisir")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth") if javascript else 375
    assert width <= 375
    assert not javascript or Axe().run(page).response["violations"] == []
    page.get_by_label("« Saint-Julien »").select_option("43200")
    page.get_by_role("button", name="Ajouter au territoire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui est entré dans le dossier")
    rows = CommuneRetenue.objects.filter(dossier=parcours.dossier)
    assert {"42218", "43200", "01004"} <= set(rows.values_list("code", flat=True))
    parcours.va(parcours.chez("territoire/"))
    page.get_by_text("Saint-Étienne Métropole").first.click()
    page.get_by_label("Cocher Saint-Étienne").check()
    assert not javascript or Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Retirer les communes cochées").click()
    page.get_by_role("button", name="Annuler le retrait").click()
    assert rows.filter(code="42218").exists()
