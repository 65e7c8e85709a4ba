"""The map on the page of the territory and on the public trial, with outlines and without."""

import pytest
from django.test import Client

from maillage.dossiers.models import CommuneRetenue
from maillage.opendata.contours import importer_contours
from tests.factories import ON
from tests.grille import CODES, at, topologie, write
from tests.web.conftest import Monde, texte_de


def put(monde: Monde, *codes: str) -> None:
    CommuneRetenue.objects.filter(dossier=monde.dossier).delete()
    for rank, code in enumerate(codes):
        CommuneRetenue.objects.create(dossier=monde.dossier, code=code, rang=rank)


def ring() -> list[str]:
    return [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]


def test_without_outlines_circles_and_the_command(monde: Monde) -> None:
    page = texte_de(monde.get("territoire"))
    assert "Vos communes, en taille" in page
    assert "maillage importer contours FICHIER" in page
    assert "Ce que la carte dit" not in page


def test_with_outlines_the_map_and_what_it_says(monde: Monde, squares) -> None:
    put(monde, *ring(), at(6, 6), "15031")
    page = texte_de(monde.get("territoire"))
    assert "La carte" in page
    assert "2 blocs séparés" in page
    assert "Au plus court, 5 communes le relient" in page
    assert "Entouré par votre territoire, et absent" in page
    assert "Personne n’a encore dessiné Celles" in page
    assert f'href="#carte-{at(1, 1)}"' in page
    assert f'id="carte-{at(1, 1)}"' in page
    assert "Les communes voisines" in page


def test_one_piece_is_well(monde: Monde, squares) -> None:
    put(monde, at(0, 0), at(1, 0))
    page = texte_de(monde.get("territoire"))
    assert "Un seul bloc : tout le territoire se tient." in page
    assert "Aucune commune n’est oubliée au milieu." in page


def test_one_commune_is_enough_to_join(monde: Monde, squares) -> None:
    put(monde, at(0, 0), at(2, 0))
    assert "Au plus court, cette commune le relie" in texte_de(monde.get("territoire"))


def test_a_neighbour_is_added_from_the_map(monde: Monde, squares) -> None:
    put(monde, at(0, 0))
    monde.post("territoire_ajouter", code=at(1, 0))
    assert CommuneRetenue.objects.filter(dossier=monde.dossier, code=at(1, 0)).exists()


def test_a_reader_sees_the_map_and_adds_nothing(monde: Monde, squares) -> None:
    put(monde, *ring())
    page = texte_de(monde.get("territoire", who="lecteur"))
    assert "Entouré par votre territoire" in page
    assert 'name="code"' not in page


@pytest.mark.django_db
def test_the_trial_shows_the_map_and_those_that_touch(squares) -> None:
    page = texte_de(Client().get("/essayer/", {"communes": ",".join(ring())}))
    assert "La carte" in page
    assert "Entouré par votre territoire" in page
    assert 'name="ajouter"' in page


@pytest.mark.django_db
def test_the_trial_without_outlines_shows_circles() -> None:
    page = texte_de(Client().get("/essayer/", {"communes": "43137,43268"}))
    assert "Vos communes, en taille" in page
    assert "Ce que la carte dit" not in page


@pytest.mark.django_db
def test_islands_that_nothing_joins_are_said(tmp_path) -> None:
    """A part of the land without any way to the other."""
    data = topologie(codes=CODES[:3])
    data["objects"]["communes"]["geometries"][2]["arcs"] = [[len(data["arcs"])]]
    data["arcs"].append([[8.0, 42.0], [8.1, 42.0], [8.1, 42.1], [8.0, 42.0]])
    importer_contours(write(tmp_path / "iles.json", data), on=ON)
    page = texte_de(Client().get("/essayer/", {"communes": f"{CODES[0]},{CODES[2]}"}))
    assert "Aucune commune ne peut les relier." in page
