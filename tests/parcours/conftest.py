"""A real browser in front of a real server, which may talk to nobody else."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from maillage.accounts.models import User
from maillage.dossiers import fichier
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.models import Dossier
from tests.factories import ON, PASSWORD, UserFactory
from tests.instantane import Instantane

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """The Chromium of the machine; without one, the journeys are left out, and say so."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("aucun Chromium sur cette machine : les parcours dans un vrai navigateur")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Parcours:
    """A page of the browser, the address of the server, and what went wrong."""

    page: Page
    serveur: str
    porteur: User
    dossier: Dossier
    plaintes: list[str] = field(default_factory=list)

    def va(self, chemin: str) -> Page:
        self.page.goto(self.serveur + chemin)
        return self.page

    def chez(self, suite: str = "") -> str:
        return f"/dossiers/{self.dossier.public_id}/{suite}"

    def se_connecte(self) -> None:
        page = self.va("/compte/login/")
        page.get_by_label("E-mail").or_(page.locator("[name=login]")).first.fill(self.porteur.email)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Se connecter").click()
        page.wait_for_url("**/dossiers/")


def _watched(context: BrowserContext, serveur: str, complaints: list[str]) -> Page:
    page = context.new_page()

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((serveur, "data:", "blob:")):
            complaints.append(f"request to another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("request", on_request)
    return page


_DOSSIER = Instantane()


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    made: Dossier = _DOSSIER.of(_un_dossier)
    return made


def _un_dossier() -> Dossier:
    path = EXEMPLES / "haute-loire.yaml"
    return import_dossier(facts=fichier.lire(path.read_bytes(), path.name), by=UserFactory(), on=ON)


@pytest.fixture
def ouvrir(navigateur: Browser, live_server: Any, dossier: Dossier, settings: Any) -> Iterator[Any]:
    """Return what opens a browser window with given options (size, colours, JavaScript)."""
    settings.MAILLAGE_AUJOURDHUI = ON
    opened: list[tuple[BrowserContext, Parcours]] = []

    def open_with(**options: Any) -> Parcours:
        context = navigateur.new_context(locale="fr-FR", reduced_motion="reduce", **options)
        complaints: list[str] = []
        page = _watched(context, live_server.url, complaints)
        window = Parcours(page, live_server.url, dossier.created_by, dossier, complaints)
        opened.append((context, window))
        return window

    yield open_with
    for context, _ in opened:
        context.close()
    assert [complaint for _, window in opened for complaint in window.plaintes] == []
