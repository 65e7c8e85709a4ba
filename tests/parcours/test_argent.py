"""The money: a scenario is chosen, an amount is explained, a hypothesis is shared by its address."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours
PHONE = {"viewport": {"width": 375, "height": 800}, "is_mobile": True, "has_touch": True}
WINDOWS = (PHONE | {"java_script_enabled": False}, {"viewport": {"width": 1280, "height": 900}})


def clean(page: Page) -> list[str]:
    """Return what axe finds on the page with everything unfolded."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )
    return [found["id"] for found in Axe().run(page).response["violations"]]


def no_scroll_aside(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fits


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-script", "desk"])
def test_the_treasurer_tries_a_scenario_and_asks_why(ouvrir: Any, window: dict[str, Any]) -> None:
    mine: Parcours = ouvrir(**window)
    mine.se_connecte()
    page = mine.va(mine.chez())
    page.get_by_role("navigation", name="Le dossier").get_by_role("link", name="Argent").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que la CPTS recevra, et quand")
    scenarios = page.get_by_role("navigation", name="Scénarios")
    expect(scenarios.locator("[aria-current]")).to_have_text("60 % des résultats")
    scenarios.get_by_role("link", name="100 %").click()
    expect(scenarios.locator("[aria-current]")).to_have_text("100 %")

    page.get_by_text("D’où vient ce montant ?").first.click()
    expect(page.get_by_text("Un autre montant écrit au contrat.").first).to_be_visible()

    page.get_by_text("Changer les hypothèses").click()
    page.get_by_label("Résultats atteints, en %").fill("62,5")
    page.get_by_label("Sans la mission « Qualité et pertinence »").or_(
        page.get_by_text("Ne pas la compter, Qualité et pertinence")
    ).first.click()
    page.get_by_role("button", name="Calculer").click()
    expect(scenarios.locator("[aria-current]")).to_have_text("Mon scénario")
    expect(page.get_by_text("Vos hypothèses").first).to_be_attached()
    assert "resultats=62%2C5" in page.url
    assert "sans_qualite=on" in page.url


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_everything_unfolded_is_clean_on_a_phone(ouvrir: Any, colour: str) -> None:
    mine: Parcours = ouvrir(**PHONE, color_scheme=colour)
    mine.se_connecte()
    page = mine.va(mine.chez("argent/"))
    assert clean(page) == []
    assert no_scroll_aside(page)
