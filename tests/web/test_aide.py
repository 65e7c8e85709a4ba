"""The guide: every page leads to what speaks of it, and no picture is missing or forgotten."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver, reverse
from PIL import Image

from maillage.web import urls
from maillage.web.aide import lieux, sujets
from tests.web.conftest import Monde, texte_de

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "maillage/web/static" / sujets.IMAGES
PARCOURS = ROOT / "tests/parcours/test_images.py"
TEXTES = Path(sujets.__file__).with_name("textes")
LONGEST = 260  # words: a subject is read on one screen
HEAVIEST, ALL = 60_000, 600_000  # bytes


def named() -> list[str]:
    return [one.image for code in sujets.TITRES for one in sujets.lire(code).morceaux if one.image]


def test_every_page_leads_to_a_subject_or_to_the_list() -> None:
    names = [str(pattern.name) for pattern in get_resolver(urls.__name__).url_patterns]
    assert [name for name in names if lieux.sujet(name) is None] == []


def test_every_place_leads_somewhere_that_exists() -> None:
    assert set(lieux.LIEUX.values()) - {lieux.SOMMAIRE} <= sujets.TITRES.keys()


def test_a_page_nobody_placed_is_said() -> None:
    assert lieux.sujet("autre_chose") is None


def test_each_subject_has_its_text_and_each_text_its_subject() -> None:
    assert {path.stem for path in TEXTES.glob("*.md")} == sujets.TITRES.keys()


@pytest.mark.parametrize("code", sujets.TITRES)
def test_a_subject_is_short_and_opens_with_one_sentence(code: str) -> None:
    text = (TEXTES / f"{code}.md").read_text("utf-8")
    assert len(text.split()) <= LONGEST
    assert text[0].isupper()
    assert "'" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("code", sujets.TITRES)
def test_anyone_reads_a_subject(client: Client, code: str) -> None:
    response = client.get(reverse("aide_sujet", args=(code,)))
    assert response.status_code == 200
    page, found = texte_de(response), sujets.lire(code)
    assert all(f"{one.image}.webp" in page for one in found.morceaux if one.image)
    assert f"<h1>{found.titre}</h1>".replace("\u00a0", " ") in page


@pytest.mark.django_db
def test_the_list_names_every_subject(client: Client) -> None:
    page = texte_de(client.get(reverse("aide")))
    assert all(reverse("aide_sujet", args=(code,)) in page for code in sujets.TITRES)


@pytest.mark.django_db
def test_a_subject_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/aide/rien/").status_code == 404


def test_the_help_of_a_page_speaks_of_it(monde: Monde) -> None:
    for page, code in (
        ("statuts", "statuts"),
        ("equipe_saisie", "remplir"),
        ("controle", "controle"),
    ):
        assert reverse("aide_sujet", args=(code,)) in monde.get(page).content.decode()
    assert reverse("aide") in monde.get("dossier").content.decode()


def test_every_picture_is_named_once_taken_by_a_journey_and_light() -> None:
    files = {path.stem: path for path in IMAGES.glob("*.webp")}
    taken = re.findall(r'prend\(page, "(\w+)"', PARCOURS.read_text())
    assert sorted(files) == sorted(named()) == sorted(taken)
    weights = [path.stat().st_size for path in files.values()]
    assert max(weights) < HEAVIEST
    assert sum(weights) < ALL


def test_the_pictures_have_the_shape_that_the_pages_keep_for_them() -> None:
    for name in named():
        path = finders.find(f"{sujets.IMAGES}/{name}.webp")
        with Image.open(str(path)) as picture:
            width, height = picture.size
        assert round(width / height, 2) == round(760 / 475, 2)
