"""A letter written in Word, taken back piece by piece, on a phone and on a screen."""

from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, expect

from maillage.documents.produire import produire
from maillage.dossiers import facts
from maillage.dossiers.models import Dossier
from tests.factories import ON

pytestmark = pytest.mark.parcours
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def lettre(dossier: Dossier) -> FilePayload:
    """The letter of the same team, which now has another name and one person more."""
    known = facts.of(dossier)
    changed = replace(
        known,
        cpts=replace(known.cpts, nom="CPTS des Trois Vallées"),
        textes={**known.textes, "freins": "Un tout autre frein."},
    )
    made = produire(changed, "lettre_intention", ["docx"], on=ON)["docx"]
    return {"name": "lettre.docx", "mimeType": WORD, "buffer": made}


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("width", [375, 1280])
def test_take_back_a_letter(ouvrir: Any, dossier: Dossier, width: int, javascript: bool) -> None:
    parcours = ouvrir(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    parcours.se_connecte()
    page = parcours.va(parcours.chez("documents/"))
    page.get_by_role("link", name="Le reprendre").click()
    page.get_by_label("Le fichier").set_input_files(files=[lettre(dossier)])
    page.get_by_role("button", name="Lire ce fichier").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choisir ce qui entre")
    if javascript:
        assert Axe().run(page).response["violations"] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    name = page.locator("li.proposition", has_text="CPTS des Trois Vallées").first
    expect(name.get_by_role("checkbox")).not_to_be_checked()
    name.get_by_role("checkbox").check()
    page.get_by_role("button", name="Faire entrer ce qui est coché").click()
    expect(page.get_by_text("dans le dossier depuis")).to_be_visible()
    assert facts.of(dossier).cpts.nom == "CPTS des Trois Vallées"
