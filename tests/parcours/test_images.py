"""The pictures of the guide and of the front page, taken on the way: they never age.

`outils/images` runs these journeys with MAILLAGE_IMAGES, and writes the pictures; every other run
only checks that each journey still reaches what its picture shows.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from maillage.dossiers.models import Acces, Dossier, Personne, Reunion
from maillage.reference.permissions import Role
from tests.factories import UserFactory
from tests.parcours.conftest import Parcours
from tests.parcours.test_reprise import lettre

pytestmark = pytest.mark.parcours

ROOT = Path(__file__).resolve().parents[2]
AIDE = ROOT / "maillage/web/static/maillage/img/aide"
ACCUEIL = ROOT / "maillage/web/static/maillage/img/dossier.webp"
README = ROOT / "docs/images/accueil.png"
GUIDE = {"viewport": {"width": 760, "height": 475}, "device_scale_factor": 1.5}
HEAVIEST = 55_000  # bytes
MARGIN = 12  # pixels above what the picture shows
WRITTEN = bool(os.environ.get("MAILLAGE_IMAGES"))

Prend = Callable[[Page, str, Locator], None]


@pytest.fixture
def prend() -> Prend:
    """Take a picture of the guide, from a place of the page down."""

    def taken(page: Page, name: str, top: Locator) -> None:
        expect(top).to_be_visible()
        y = top.evaluate("element => element.getBoundingClientRect().top + scrollY")
        page.evaluate(f"scrollTo({{ top: {y - MARGIN}, behavior: 'instant' }})")
        if WRITTEN:
            AIDE.mkdir(exist_ok=True)
            picture = Image.open(io.BytesIO(page.screenshot()))
            for quality in (72, 55, 40):  # a page full of words weighs more
                picture.save(AIDE / f"{name}.webp", quality=quality, method=6)
                if (AIDE / f"{name}.webp").stat().st_size < HEAVIEST:
                    break

    return taken


@pytest.fixture
def parcours(ouvrir: Any) -> Parcours:
    window: Parcours = ouvrir(**GUIDE)
    window.se_connecte()
    return window


def test_a_trial(ouvrir: Any, prend: Prend) -> None:
    page = ouvrir(**GUIDE).va("/essayer/?communes=43268,43137,43157,43025,43051")
    prend(page, "essayer", page.get_by_role("heading", name="habitants, taille"))


def test_a_text(parcours: Parcours, prend: Prend) -> None:
    page = parcours.va(parcours.chez("textes/freins/"))
    prend(page, "ecrire", page.get_by_role("heading", level=1))


def test_the_grid(parcours: Parcours, prend: Prend) -> None:
    page = parcours.va(parcours.chez("equipe/saisie/"))
    people = (("Claire", "Roux", "Infirmière"), ("Paul", "Durand", "Pharmacien"))
    for row, (prenom, nom, profession) in enumerate(people):
        page.locator(f"[name=l{row}-prenom]").fill(prenom)
        page.locator(f"[name=l{row}-nom]").fill(nom)
        page.locator(f"[name=l{row}-profession]").fill(profession)
    prend(page, "remplir", page.locator("main form").first)
    page.evaluate("document.querySelector('main form').reset()")


def test_the_margin(parcours: Parcours, dossier: Dossier, prend: Prend) -> None:
    zoe = UserFactory(prenom="Zoé", nom="Faure")
    Acces.objects.create(dossier=dossier, user=zoe, role=Role.MEMBRE)
    page = parcours.va(parcours.chez("choix/"))
    page.get_by_text("Écrire un commentaire").click()
    page.get_by_label("Votre commentaire").first.fill("Qui présente ce point mardi ?")
    page.get_by_label("Zoé Faure").first.check()
    prend(page, "commenter", page.locator("#marge"))


def test_an_invitation(parcours: Parcours, prend: Prend) -> None:
    page = parcours.va(parcours.chez("acces/"))
    page.get_by_label("Adresse").first.fill("zoe.faure@exemple.fr")
    prend(page, "inviter", page.get_by_role("heading", name="Inviter une personne"))


def test_the_documents(parcours: Parcours, prend: Prend) -> None:
    page = parcours.va(parcours.chez("documents/"))
    prend(page, "documents", page.get_by_role("heading", level=1))


def test_a_letter_taken_back(parcours: Parcours, dossier: Dossier, prend: Prend) -> None:
    page = parcours.va(parcours.chez("documents/reprendre/"))
    page.get_by_label("Le fichier").set_input_files(files=[lettre(dossier)])
    page.get_by_role("button", name="Lire ce fichier").click()
    prend(page, "reprendre", page.locator("li.proposition").first)


def test_the_points(parcours: Parcours, prend: Prend) -> None:
    Reunion.objects.filter(dossier=parcours.dossier).delete()
    Personne.objects.filter(dossier=parcours.dossier).update(engagement=None)
    page = parcours.va(parcours.chez("controle/"))
    prend(page, "controle", page.locator("main section.carte").first)


def test_the_statutes(parcours: Parcours, prend: Prend) -> None:
    page = parcours.va(parcours.chez("statuts/"))
    prend(page, "statuts", page.get_by_role("heading", level=1))


def test_the_front_page_shows_a_real_dossier(ouvrir: Any) -> None:
    window: Parcours = ouvrir(viewport={"width": 1280, "height": 900})
    window.se_connecte()
    page = window.va(window.chez())
    expect(page.locator("#prochaine-etape")).to_be_visible()
    if WRITTEN:
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.save(ACCUEIL, quality=70, method=6)
        picture.quantize(64).save(README, optimize=True)
