"""The front page, what it weighs, what it promises, and the page about accessibility."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from maillage.web.public.pages import documents
from tests.factories import UserFactory
from tests.web.conftest import signed_in, texte_de

PAGES = ("/", "/essayer/", "/essayer/garder/", "/mentions/", "/accessibilite/")
MOST = 150_000  # bytes transferred for a first page


def weight(html: str) -> int:
    """What a browser takes the first time: the page as it is, its files as the server packs them."""
    names = set(re.findall(r'(?:href|src)="/statiques/([^"]+)"', html))
    paths = [finders.find(name) for name in names]
    contents = [Path(str(path)).read_bytes() for path in paths]
    return len(html.encode()) + sum(
        min(len(content), len(gzip.compress(content))) for content in contents
    )


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_first_page_is_light_and_asks_no_other_host(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert weight(html) < MOST
    assert not re.search(r'(?:src|action|srcset|hx-get)="(?:https?:)?//', html)
    assert not re.search(r'<link[^>]+href="(?:https?:)?//', html)


@pytest.mark.django_db
def test_a_territory_of_300_communes_stays_light(client: Client) -> None:
    from maillage.reference import cog

    codes = list(cog.table()._communes)[:300]
    html = client.get("/essayer/", {"communes": ",".join(codes)}).content.decode()
    assert weight(html) < 2 * MOST


def test_the_front_page_searches_at_once(client: Client, db: None) -> None:
    page = texte_de(client.get("/"))
    assert 'action="/essayer/" role="search"' in page
    assert "Essayer avec mon territoire" in page


def test_the_front_page_lists_what_the_forms_really_are(client: Client, db: None) -> None:
    page = texte_de(client.get("/"))
    places = {place["nom"]: place for place in documents()}
    assert {"Partout", "Auvergne-Rhône-Alpes", "Bretagne", "Occitanie"} <= set(places)
    for place in places.values():
        assert f"<h3>{place['nom']}</h3>" in page
        assert all(name.replace("\u00a0", " ") in page for name in place["documents"])


def test_the_front_page_does_not_promise_a_closed_door(
    client: Client, db: None, settings: Any
) -> None:
    assert "Ouvrez votre dossier" in texte_de(client.get("/"))
    settings.MAILLAGE_OUVERTURE = False
    assert "Ouvrez votre dossier" not in texte_de(client.get("/"))


def test_a_person_signed_in_goes_to_the_dossiers(db: None) -> None:
    assert signed_in(UserFactory()).get("/")["Location"] == "/dossiers/"


def test_the_statement_says_what_is_not_known_and_whom_to_write_to(
    client: Client, db: None, settings: Any
) -> None:
    settings.MAILLAGE_CONTACT = "contact@exemple.fr"
    page = texte_de(client.get("/accessibilite/"))
    assert "aucun audit" in page
    assert "non conforme" in page
    assert "contact@exemple.fr" in page
    assert "contact@exemple.fr" in texte_de(client.get("/mentions/"))


def test_every_page_leads_to_the_statement(client: Client, db: None) -> None:
    for page in PAGES:
        assert 'href="/accessibilite/"' in texte_de(client.get(page))
