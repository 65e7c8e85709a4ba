"""Two browsers on one text, a network that is cut, a session that ends: no sentence is lost."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from maillage.dossiers.models import Acces, Dossier, Texte, VersionEcartee, VersionTexte
from maillage.reference.permissions import Role
from tests.factories import UserFactory
from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours
PAGE = "textes/freins/"


def ouvre(parcours: Parcours) -> Page:
    parcours.se_connecte()
    return parcours.va(parcours.chez(PAGE))


def zone(page: Page) -> Any:
    return page.get_by_label("Votre texte")


def etat(page: Page) -> Any:
    return page.locator("[data-maillage-etat]")


def enregistre(page: Page) -> None:
    expect(etat(page)).to_contain_text("Enregistré à", timeout=8000)


def ecrit(page: Page, text: str) -> None:
    """Write a text, and wait until the server has it."""
    zone(page).fill(text)
    expect(etat(page)).not_to_contain_text("Enregistré à")
    enregistre(page)


def kept() -> str | None:
    return Texte.objects.get(rubrique="freins").contenu


@pytest.fixture
def deux(ouvrir: Any, dossier: Dossier) -> tuple[Parcours, Parcours]:
    """Two people of the dossier, each with a browser."""
    other = UserFactory(prenom="Claire", nom="Durand")
    Acces.objects.create(dossier=dossier, user=other, role=Role.MEMBRE)
    one, two = ouvrir(), ouvrir(viewport={"width": 375, "height": 900})
    two.porteur = other
    return one, two


def test_two_people_write_in_two_places_then_in_the_same(deux: tuple[Parcours, Parcours]) -> None:
    one, two = deux
    first = ouvre(one)
    ecrit(first, "Le temps manque.\n\nLes locaux aussi.")
    second = ouvre(two)
    ecrit(first, "Le temps médical manque.\n\nLes locaux aussi.")
    ecrit(second, "Le temps manque.\n\nLes locaux aussi, surtout à l’est.")
    both = "Le temps médical manque.\n\nLes locaux aussi, surtout à l’est."
    expect(zone(second)).to_have_value(both)
    assert kept() == both
    ecrit(first, "Le temps infirmier manque.\n\nLes locaux aussi.")
    zone(second).fill("Le temps soignant manque.\n\nLes locaux aussi, surtout à l’est.")
    expect(etat(second)).to_have_text("Mis de côté", timeout=8000)
    two.plaintes.clear()  # the browser notes the 409 in its console
    second.get_by_role("link", name="Comparer et choisir").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Choisir entre deux textes")
    assert not second.evaluate("document.documentElement.scrollWidth > innerWidth")
    second.get_by_role("button", name="Garder le mien").click()
    second.wait_for_url(f"**/{PAGE}")
    assert "soignant" in (kept() or "")
    sent = {*VersionTexte.objects.values_list("contenu", flat=True)}
    sent |= {*VersionEcartee.objects.values_list("contenu", flat=True)}
    for words in ("infirmier", "soignant", "médical"):
        assert any(words in (text or "") for text in sent)
    two.plaintes.clear()


def test_the_network_is_cut_while_one_writes(ouvrir: Any) -> None:
    parcours = ouvrir()
    page = ouvre(parcours)
    page.context.set_offline(True)
    zone(page).fill("Écrit dans le train.")
    expect(etat(page)).to_have_text("Hors ligne", timeout=8000)
    expect(page.get_by_text("votre texte est gardé dans ce navigateur")).to_be_visible()
    page.context.set_offline(False)
    enregistre(page)
    assert kept() == "Écrit dans le train."
    parcours.plaintes.clear()


def test_a_text_that_never_left_the_browser_is_offered_back(ouvrir: Any) -> None:
    parcours = ouvrir()
    page = ouvre(parcours)
    page.evaluate(  # as a browser that stopped at once leaves it
        """() => {
            const cle = document.querySelector("[data-maillage-redaction]").dataset.maillageRedaction;
            const copie = { texte: "Écrit dans le train.", version: "1", ecartee: "" };
            localStorage.setItem(cle, JSON.stringify(copie));
        }"""
    )
    parcours.va(parcours.chez(PAGE))
    page.get_by_role("button", name="Le reprendre").click()
    enregistre(page)
    assert kept() == "Écrit dans le train."
    parcours.plaintes.clear()


def test_the_session_ends_while_one_writes(ouvrir: Any) -> None:
    parcours = ouvrir()
    page = ouvre(parcours)
    page.context.clear_cookies(name="sessionid")
    zone(page).fill("Écrit tard le soir.")
    expect(page.get_by_text("Votre session a pris fin")).to_be_visible(timeout=8000)
    expect(zone(page)).to_have_value("Écrit tard le soir.")
    parcours.page = page.context.new_page()
    parcours.se_connecte()
    page.bring_to_front()
    expect(etat(page)).to_contain_text("Enregistré à", timeout=15000)
    assert kept() == "Écrit tard le soir."
    parcours.plaintes.clear()


def test_an_older_version_comes_back(ouvrir: Any) -> None:
    page = ouvre(ouvrir())
    ecrit(page, "Un premier texte.")
    ecrit(page, "Un second texte.")
    page.goto(page.url + "versions/")
    page.get_by_role("link", name="Voir ce qui change").first.click()
    page.goto(page.url.split("?")[0])
    expect(page.locator(".passages ins")).to_contain_text("second")
    page.get_by_role("button", name="Revenir à ce texte").click()
    expect(zone(page)).to_have_value("Un premier texte.")


def test_without_javascript_it_is_an_ordinary_form(ouvrir: Any) -> None:
    page = ouvre(ouvrir(java_script_enabled=False))
    zone(page).fill("Sans rien de plus.")
    page.get_by_role("button", name="Enregistrer ce texte").click()
    expect(page.get_by_text("est enregistré.")).to_be_visible()
    expect(page.get_by_role("button", name="Titre")).to_have_count(0)
    assert kept() == "Sans rien de plus."


def test_the_tools_write_what_documents_print(ouvrir: Any) -> None:
    page = ouvre(ouvrir())
    zone(page).fill("Le temps")
    zone(page).press("Control+a")
    zone(page).press("Control+b")
    expect(zone(page)).to_have_value("**Le temps**")
    page.get_by_role("button", name="• Liste").click()
    expect(zone(page)).to_have_value("- **Le temps**")
    page.get_by_role("button", name="Sous-titre").click()
    expect(zone(page)).to_have_value("## **Le temps**")
    enregistre(page)


WORD = (
    "<h1>Constat</h1><p class=MsoNormal>Le <b>temps</b> <span style='color:red'>manque</span>.</p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·  </span>Un</p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·  </span>Deux</p>"
    "<b style='font-weight:normal'><p>Fin<img src='file:///x.png'></p></b><ol><li>A<ul><li>B</li></ul></li></ol>"
)


def test_paste_from_word_keeps_the_shape_only(ouvrir: Any) -> None:
    page = ouvre(ouvrir())
    zone(page).fill("")
    zone(page).evaluate(
        """(field, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            field.focus();
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        WORD,
    )
    expect(zone(page)).to_have_value(
        "# Constat\n\nLe **temps** manque.\n\n- Un\n- Deux\n\nFin\n\n1. A\n   - B"
    )
    enregistre(page)
