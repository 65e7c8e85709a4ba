"""An invitation leaves by e-mail, is answered on a phone, and the access is taken back."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours

PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def serveur_d_envoi(settings: Any, live_server: Any) -> None:
    cache.clear()
    settings.EMAIL_HOST = "smtp.exemple.fr"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = live_server.url


def sans_faute(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def invite(porteuse: Parcours, adresse: str) -> str:
    """Invite from the page of access; return the address of the link, read in the message."""
    page = porteuse.va(porteuse.chez("acces/"))
    sans_faute(page)
    page.get_by_label("Adresse électronique").fill(adresse)
    page.get_by_label(re.compile("Membre de l’équipe", re.IGNORECASE)).first.check()
    page.get_by_role("button", name=re.compile("nvit")).first.click()
    expect(page.locator("main")).to_contain_text(adresse)
    sans_faute(page)
    (sent,) = mail.outbox
    found = re.search(r"https?://\S+", sent.body)
    assert found is not None
    return found[0].removeprefix(porteuse.serveur)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["telephone", "bureau"])
def test_a_colleague_joins_from_a_link_and_leaves(ouvrir: Any, size: dict[str, int]) -> None:
    porteuse = ouvrir(viewport=size)
    porteuse.se_connecte()
    lien = invite(porteuse, "nouvelle@exemple.fr")

    collegue = ouvrir(viewport=PHONE)
    page = collegue.va(lien)
    sans_faute(page)
    page.get_by_label("Prénom").fill("Inès")
    page.get_by_label("Nom", exact=True).fill("Coudercq")
    page.get_by_label("Mot de passe").fill("sucs-et-mezenc-2026")
    page.get_by_role("button", name="Ouvrir mon compte et rejoindre l’équipe").click()
    page.wait_for_url(f"**{collegue.chez()}")
    expect(page.locator("h1")).to_contain_text("Où en est notre CPTS")

    page = porteuse.va(porteuse.chez("acces/"))
    expect(page.locator("main")).to_contain_text("Inès Coudercq")
    page.get_by_role("link", name="Changer le rôle de Inès Coudercq").click()
    sans_faute(page)

    page = collegue.va(collegue.chez("acces/"))
    sans_faute(page)
    page.get_by_text("Quitter ce dossier").first.click()
    page.get_by_role("button", name=re.compile("Quitter")).last.click()
    expect(page.locator("h1")).to_contain_text("Mes dossiers")
    assert collegue.va(collegue.chez()).locator("h1").inner_text()
    collegue.plaintes.clear()  # the browser notes the 404 in its console

    page = porteuse.va(porteuse.chez("acces/"))
    expect(page.locator("main")).not_to_contain_text("nouvelle@exemple.fr")


def test_a_link_that_was_used_or_forged_says_so(ouvrir: Any) -> None:
    visiteur = ouvrir(viewport=PHONE)
    page = visiteur.va("/invitations/rien-de-tel/")
    expect(page.locator("h1")).to_contain_text("Ce lien n’ouvre rien")
    sans_faute(page)
    visiteur.plaintes.clear()  # the browser notes the 404 in its console
