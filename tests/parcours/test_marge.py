"""The team talks in the margin, sees what it has to do, and finds: screen, phone, no JavaScript."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from maillage.accounts.models import User
from maillage.dossiers.models import Acces, Attribution, Commentaire, Dossier, Mention
from maillage.reference.permissions import Role
from tests.factories import UserFactory
from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours
PHONE = {"viewport": {"width": 375, "height": 800}, "is_mobile": True, "has_touch": True}
SCREEN = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def zoe(dossier: Dossier) -> User:
    person: User = UserFactory(prenom="Zoé", nom="Faure")
    Acces.objects.create(dossier=dossier, user=person, role=Role.MEMBRE)
    return person


def clean(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    return [found["id"] for found in Axe().run(page).response["violations"]]


def no_scroll_aside(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fits


def test_a_question_is_asked_answered_and_settled(ouvrir: Any, zoe: User) -> None:
    mine: Parcours = ouvrir(**SCREEN)
    mine.se_connecte()
    page = mine.va(mine.chez("textes/freins/"))
    page.get_by_text("Écrire un commentaire").click()
    field = page.get_by_label("Votre commentaire").first
    field.press_sequentially("On cite le nombre de demandes, @zo")
    expect(page.get_by_role("listbox").get_by_role("option", name="Zoé Faure")).to_be_visible()
    assert clean(page) == []
    field.press("Enter")
    assert field.input_value() == "On cite le nombre de demandes, @Zoé Faure "
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".marge-dit")).to_be_focused()
    expect(page.locator(".mot .texte b")).to_have_text("@Zoé Faure")
    assert page.url.endswith("textes/freins/")  # the page was not left
    assert clean(page) == []
    assert Mention.objects.get().user == zoe

    page.get_by_text("Demander à quelqu’un").click()
    page.get_by_label("À qui").select_option(label="Zoé Faure")
    page.get_by_label("Pour le").fill("2026-12-12")
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_text("À écrire par Zoé Faure pour le 12 décembre")).to_be_visible()

    mine.porteur = zoe
    theirs: Parcours = ouvrir(**PHONE)
    theirs.porteur = zoe
    theirs.se_connecte()
    phone = theirs.va(theirs.chez("a-faire/"))
    expect(phone.locator(".nombre-a-faire")).to_have_text("2")
    assert clean(phone) == []
    assert no_scroll_aside(phone)
    phone.locator("section", has_text="On m’appelle").get_by_role("link").click()
    phone.get_by_text("Répondre", exact=False).first.click()
    phone.get_by_label("Votre commentaire").first.fill("310, dit la CPAM.")
    phone.get_by_role("button", name="Répondre").click()
    expect(phone.locator(".mot .texte", has_text="310, dit la CPAM.")).to_be_visible()
    phone.get_by_role("button", name="C’est réglé").click()
    expect(phone.get_by_text("1 échange réglé")).to_be_visible()
    phone.get_by_role("button", name="C’est fait").click()
    expect(phone.locator(".marge-dit")).to_contain_text("C’est noté comme fait")
    assert clean(phone) == []
    assert no_scroll_aside(phone)
    phone.goto(theirs.serveur + theirs.chez("a-faire/"))
    expect(phone.get_by_text("Rien ne vous attend")).to_be_visible()
    assert clean(phone) == []


def test_the_margin_works_without_javascript(ouvrir: Any, zoe: User) -> None:
    mine: Parcours = ouvrir(java_script_enabled=False, **PHONE)
    mine.se_connecte()
    page = mine.va(mine.chez("choix/"))
    page.get_by_text("Écrire un commentaire").click()
    page.get_by_label("Votre commentaire").first.fill("Qui décide ?")
    page.get_by_label("Zoé Faure").first.check()
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_url("**/choix/#marge")
    expect(page.get_by_text("Qui décide ?").first).to_be_visible()
    assert Commentaire.objects.get().mentions.get().user == zoe
    page.get_by_text("Demander à quelqu’un").click()
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_text("Dites à qui vous le demandez.").first).to_be_visible()
    assert not Attribution.objects.exists()
    assert all("422" in complaint for complaint in mine.plaintes)  # said by the browser, on purpose
    mine.plaintes.clear()


def test_one_finds_by_the_keyboard_alone(ouvrir: Any) -> None:
    mine: Parcours = ouvrir(**SCREEN)
    mine.se_connecte()
    page = mine.va(mine.chez("textes/freins/"))
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("hopital puy")
    expect(page.locator("#trouves mark").first).to_be_visible()
    assert clean(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#trouves")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("budget")
    expect(page.locator("#trouves a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/budget/**")


def test_a_slash_typed_in_a_text_stays_in_it_and_the_key_can_be_given_up(ouvrir: Any) -> None:
    mine: Parcours = ouvrir(**SCREEN)
    mine.se_connecte()
    page = mine.va(mine.chez("textes/freins/"))
    text = page.get_by_label("Votre texte")
    if text.count():
        text.fill("")
        text.press("/")
        assert text.input_value() == "/"
    page.goto(mine.serveur + mine.chez("chercher/"))
    page.get_by_role("button", name="Ne plus utiliser").click()
    expect(page.get_by_role("button", name="Utiliser aussi")).to_be_visible()
    page.goto(mine.serveur + mine.chez("controle/"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_a_phone_searches_on_a_page_of_its_own(ouvrir: Any) -> None:
    mine: Parcours = ouvrir(**PHONE)
    mine.se_connecte()
    page = mine.va(mine.chez())
    page.get_by_role("link", name="Chercher", exact=True).click()
    page.get_by_label("Mots cherchés").fill("medecin")
    expect(page.locator("#trouves mark").first).to_be_visible()
    assert clean(page) == []
    assert no_scroll_aside(page)
