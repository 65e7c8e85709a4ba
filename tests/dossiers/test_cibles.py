"""What the margin may speak of, and how each place is named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.dossiers import cibles
from maillage.reference import nomenclatures
from tests.factories import DossierFactory, PersonneFactory

pytestmark = pytest.mark.django_db


def test_a_cible_is_read_from_the_address_of_its_page() -> None:
    assert cibles.code_of_page("texte", {"rubrique": "freins"}) == "textes/freins"
    assert cibles.code_of_page("equipe_modifier", {"ligne": 12}) == "equipe/12"
    assert cibles.code_of_page("choix", {}) == "choix"
    assert cibles.code_of_page("equipe_ajouter", {}) is None
    assert cibles.code_of_page("controle", {}) is None


def test_every_page_and_every_list_has_an_address() -> None:
    dossier = DossierFactory()
    for page in cibles.PAGES:
        assert reverse(page, args=(dossier.public_id,))
    for liste in cibles.FICHES:
        assert reverse(f"{liste}_modifier", args=(dossier.public_id, 1))


def test_every_text_can_be_commented() -> None:
    codes = [f"textes/{code}" for code in nomenclatures.rubriques_texte()]
    assert cibles.read(DossierFactory(), codes).keys() == set(codes)


def test_a_row_bears_its_name_and_a_removed_one_says_so() -> None:
    person = PersonneFactory(prenom="Zoé", nom="Faure")
    code, gone = f"equipe/{person.pk}", f"equipe/{person.pk + 1}"
    found = cibles.read(person.dossier, [code, gone, "equipe/1x", "equipe/99999999999", "nulle"])
    assert {key: (one.titre, one.retiree) for key, one in found.items()} == {
        code: ("Équipe : Zoé Faure", False),
        gone: ("Équipe : fiche retirée", True),
    }


def test_many_rows_of_a_list_cost_one_query() -> None:
    dossier = DossierFactory()
    people = [PersonneFactory(dossier=dossier) for _ in range(20)]
    with CaptureQueriesContext(connection) as captured:
        cibles.read(dossier, [f"equipe/{person.pk}" for person in people])
    assert len(captured) == 1
