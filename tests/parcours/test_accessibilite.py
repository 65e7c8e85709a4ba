"""axe finds nothing on any page, on a phone and a screen, in light and in dark; all holds when big."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from playwright.sync_api import Page

from maillage.dossiers.models import Dossier
from maillage.web import urls
from tests.parcours import pages
from tests.parcours.conftest import Parcours

PHONE, HALF, SCREEN = 375, 640, 1280  # HALF: a screen of 1280 at 200 %
# What colours change and what they do not: the second look at a page only asks the first.
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
BIG = "document.documentElement.style.fontSize = '%s'"
# Hidden on purpose, or in what scrolls by itself; a long name of a dossier gives way in the band.
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
  const style = getComputedStyle(element);
  return !['visible', 'auto', 'scroll'].includes(style.overflowX)
    && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 4
    && !['INPUT', 'SELECT', 'TEXTAREA', 'svg'].includes(element.tagName)
    && !element.matches('.dossier-nom')
    && element.innerText?.trim();
}).map(element => element.outerHTML.slice(0, 90))"""

WIDE = """() => [...document.querySelectorAll('body *')].filter(
  element => element.getBoundingClientRect().right > innerWidth + 1
).map(element => element.outerHTML.slice(0, 90)).slice(0, 3)"""


def seen(page: Page, name: str, width: int, *, dark: bool = True) -> list[str]:
    """Return what axe finds at a width, in light then in dark, and what is too wide."""
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    looks = [("light", {"resultTypes": ["violations"]}), *([("dark", CONTRAST)] if dark else [])]
    for colour, options in looks:
        page.emulate_media(color_scheme=colour, reduced_motion="reduce")
        found += [
            f"{name} {width} {colour}: {one['id']} {[n['html'][:120] for n in one['nodes'][:3]]}"
            for one in Axe().run(page, options=options).response["violations"]
        ]
    return [*found, *too_wide(page, f"{name} {width}")]


def too_wide(page: Page, where: str) -> list[str]:
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        return [f"{where}: wider than the window {page.evaluate(WIDE)}"]
    return []


def big(page: Page, name: str) -> list[str]:
    """Return what is cut or too wide at 200 %: all of the page, then its words alone."""
    page.set_viewport_size({"width": HALF, "height": 450})
    found = too_wide(page, f"{name} at 200 %")
    page.set_viewport_size({"width": SCREEN, "height": 900})
    page.evaluate(BIG % "212.5%")
    found += too_wide(page, f"{name}, words at 200 %")
    found += [f"{name}, words at 200 %: cut {html}" for html in page.evaluate(CUT)]
    page.evaluate(BIG % "")
    return found


def all_of(
    parcours: Parcours, paths: Iterable[tuple[str, str]], widths: tuple[int, ...] = (PHONE, SCREEN)
) -> list[str]:
    found = []
    for name, path in paths:
        page = parcours.va(path)
        for width in widths:  # a colour is the same at every width
            found += seen(page, name, width, dark=width == widths[-1])
        found += big(page, name)
    return found


def test_every_page_is_looked_at_or_is_not_one() -> None:
    names = {pattern.name for pattern in get_resolver(urls.__name__).url_patterns}
    groups = (pages.PUBLIC, pages.SIGNED, pages.DOSSIER, pages.ROWS, pages.AGENCE, pages.UNSEEN)
    assert names == set().union(*groups)
    assert len(names) == sum(map(len, groups))


@pytest.mark.parcours
def test_the_public_pages(ouvrir: Any) -> None:
    compte = [(path, path) for path in pages.COMPTE]
    window = ouvrir()
    assert all_of(window, [*pages.PUBLIC.items(), *compte]) == []
    window.plaintes[:] = [one for one in window.plaintes if "status of 4" not in one]


@pytest.mark.parcours
def test_the_pages_of_a_person(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    paths = [*pages.SIGNED.items(), ("password", "/compte/password/change/")]
    assert all_of(parcours, paths) == []
    parcours.plaintes[:] = [one for one in parcours.plaintes if "status of 4" not in one]


@pytest.mark.parcours
@pytest.mark.parametrize("half", [0, 1])
def test_the_pages_of_a_full_dossier(ouvrir: Any, half: int) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    paths = [(name, parcours.chez(path)) for name, path in pages.DOSSIER.items()]
    assert all_of(parcours, paths[half::2]) == []


@pytest.mark.parcours
def test_the_pages_of_one_row(ouvrir: Any, dossier: Dossier) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    found = pages.of_rows(dossier)
    assert found.keys() == pages.ROWS
    paths = [(name, parcours.chez(path)) for name, path in found.items()]
    assert all_of(parcours, paths) == []


@pytest.mark.parcours
@pytest.mark.parametrize("half", [0, 1])
def test_the_pages_of_an_empty_dossier(ouvrir: Any, half: int) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va("/dossiers/ouvrir/")
    page.get_by_label("Nom de la CPTS").fill("CPTS neuve")
    page.get_by_role("button", name="Ouvrir ce dossier").click()
    page.wait_for_load_state()
    base = page.url.removeprefix(parcours.serveur)
    paths = [
        (f"empty {name}", base + path)
        for name, path in pages.DOSSIER.items()
        if not name.endswith("_ajouter") and name not in pages.NEEDS_ROWS
    ]
    assert all_of(parcours, paths[half::2], widths=(PHONE,)) == []


@pytest.mark.parcours
def test_the_pages_of_an_agency(ouvrir: Any, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    parcours = ouvrir()
    parcours.porteur, base = pages.agence()
    parcours.se_connecte()
    assert all_of(parcours, [(name, base + path) for name, path in pages.AGENCE.items()]) == []
