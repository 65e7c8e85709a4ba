"""Search, add, paste, take a part, take out, put back."""

from typing import Any

import pytest

from maillage.dossiers.models import CommuneRetenue
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def codes(monde: Monde) -> list[str]:
    rows = CommuneRetenue.objects.filter(dossier=monde.dossier).order_by("rang")
    return [row.code for row in rows]


def row_of(monde: Monde, code: str) -> CommuneRetenue:
    return CommuneRetenue.objects.get(dossier=monde.dossier, code=code)


def test_homonyms_are_all_shown_with_their_departement(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", q="saint sauveur"))
    assert "Saint-Sauveur" in page
    assert "Haute-Garonne" in page
    assert "Hautes-Alpes" in page


def test_homonyms_near_the_territory_come_first(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", q="saint-julien"))
    assert page.index("Côte-d’Or") < page.index("Saint-Julien-Chapteuil")  # the exact name first
    assert page.index("Saint-Julien-Chapteuil") < page.index("Saint-Julien-aux-Bois")


def test_search_by_postal_code(monde: Monde) -> None:
    assert "Yssingeaux" in texte_de(monde.get("territoire", q="43200"))


def test_search_of_an_epci_offers_it_whole(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", q="CC des Sucs"))
    assert "intercommunalité · 9 communes" in page
    assert "Ajouter toutes" in page


def test_search_that_finds_nothing_says_what_to_try(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", q="xyzxyz"))
    assert "Rien ne répond à « xyzxyz »" in page


@pytest.mark.parametrize("q", ["<script>", "'", "%", "a" * 5_000, "\u202e", "é"])
def test_search_of_odd_words(monde: Monde, q: str) -> None:
    assert monde.get("territoire", q=q).status_code == 200


def test_live_search_answers_with_the_results_only(monde: Monde) -> None:
    address = monde.url("territoire")
    response: Any = monde.clients["porteur"].get(
        address, {"q": "Yssingeaux"}, headers={"hx-request": "true"}
    )
    assert texte_de(response).startswith('<div id="resultats"')


def test_add_a_commune_changes_population_and_size(monde: Monde) -> None:
    assert "taille 1" in texte_de(monde.get("territoire"))
    monde.post("territoire_ajouter", code="63113")
    page = texte_de(monde.get("territoire"))
    assert "Clermont-Ferrand est dans le territoire." in page
    assert "taille 3" in page


def test_add_the_same_commune_twice(monde: Monde) -> None:
    for _ in range(2):
        monde.post("territoire_ajouter", code="43268")
    assert codes(monde) == ["43157", "43268"]


def test_add_a_whole_epci(monde: Monde) -> None:
    monde.post("territoire_ajouter", epci="244301016")
    assert len(codes(monde)) == 10


def test_add_an_unknown_code_says_so(monde: Monde) -> None:
    monde.post("territoire_ajouter", code="99999")
    assert "Aucune commune actuelle ne porte le code « 99999 »" in texte_de(monde.get("territoire"))


def test_remove_then_put_back(monde: Monde) -> None:
    monde.post("territoire_retirer", ligne=str(row_of(monde, "43157").pk))
    assert codes(monde) == []
    assert "Le Puy-en-Velay n’est plus dans le territoire." in texte_de(monde.get("territoire"))
    monde.post("territoire_ajouter", annuler="oui")
    assert codes(monde) == ["43157"]
    assert "n’est plus dans le territoire" not in texte_de(monde.get("territoire"))


def test_remove_twice_is_harmless(monde: Monde) -> None:
    ligne = str(row_of(monde, "43157").pk)
    found = [monde.post("territoire_retirer", ligne=ligne).status_code for _ in range(2)]
    assert found == [302, 302]


def test_remove_a_part_then_put_it_back_with_its_inhabitants(monde: Monde) -> None:
    data = {
        "code": "75113",
        "partie": "Croulebarbe",
        "population": "20 000",
        "source_population": "Insee",
    }
    monde.post("territoire_partie", **data)
    monde.post("territoire_retirer", ligne=str(row_of(monde, "75113").pk))
    monde.post("territoire_ajouter", annuler="oui")
    row = row_of(monde, "75113")
    assert (row.partie, row.population, row.source_population) == ("Croulebarbe", 20_000, "Insee")


def test_a_part_without_inhabitants_is_refused_with_the_text_kept(monde: Monde) -> None:
    response = monde.post("territoire_partie", code="75113", partie="Croulebarbe")
    page = texte_de(response)
    assert response.status_code == 422
    assert 'value="Croulebarbe"' in page
    assert 'role="alert"' in page
    assert 'aria-describedby="id_population_error"' in page


def test_several_are_removed_then_put_back_together(monde: Monde) -> None:
    monde.post("territoire_ajouter", epci="244301016")
    asked = [str(row_of(monde, code).pk) for code in ("43157", "43268")]
    monde.post("territoire_retirer", ligne=asked)
    assert len(codes(monde)) == 8
    page = texte_de(monde.get("territoire"))
    assert "2 communes retirées du territoire." in page
    assert "Remettre ces 2 communes" in page
    monde.post("territoire_ajouter", annuler="oui")
    assert set(codes(monde)) >= {"43157", "43268"}
    assert "2 communes remises." in texte_de(monde.get("territoire"))


def test_none_ticked_is_said(monde: Monde) -> None:
    monde.post("territoire_retirer")
    assert "Cochez d’abord les communes à retirer." in texte_de(monde.get("territoire"))


def test_a_code_that_leads_nowhere_is_shown_and_may_be_replaced(monde: Monde) -> None:
    CommuneRetenue.objects.create(dossier=monde.dossier, rang=5, code="43600")
    page = texte_de(monde.get("territoire"))
    assert "À corriger" in page
    assert "est un code postal" in page
    assert "Prendre Sainte-Sigolène" in page
    monde.post("territoire_ajouter", code="43224", a_la_place_de="43600")
    assert codes(monde) == ["43157", "43224"]


def test_two_regions_ask_for_a_lead(monde: Monde) -> None:
    monde.post("territoire_ajouter", code="48095")
    assert "Un chef de file à nommer" in texte_de(monde.get("territoire"))


def test_a_reader_sees_the_communes_and_no_button(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", who="lecteur"))
    assert "Le Puy-en-Velay" in page
    assert "Retirer" not in page
    assert "Ajouter une commune" not in page


def test_population_without_commune(monde: Monde) -> None:
    monde.post("territoire_retirer", ligne=str(row_of(monde, "43157").pk))
    assert "Aucune commune encore" in texte_de(monde.get("territoire"))


def test_the_day_of_the_page_is_that_of_the_clock(monde: Monde, settings: Any) -> None:
    assert settings.MAILLAGE_AUJOURDHUI == ON
    settings.MAILLAGE_AUJOURDHUI = ON.replace(year=2018)
    assert "Aucun texte ne fixait de taille" in texte_de(monde.get("territoire"))


def test_the_same_part_twice_is_refused_beside_its_field(monde: Monde) -> None:
    data = {"code": "75113", "partie": "Croulebarbe", "population": "9", "source_population": "x"}
    monde.post("territoire_partie", **data)
    response = monde.post("territoire_partie", **data)
    page = texte_de(response)
    assert response.status_code == 422
    assert "Cette partie de la commune est déjà dans le territoire." in page
    assert 'id="id_partie_error"' in page


def test_a_part_of_an_unknown_commune_is_refused_beside_its_code(monde: Monde) -> None:
    data = {"code": "99999", "partie": "Nord", "population": "9", "source_population": "x"}
    page = texte_de(monde.post("territoire_partie", **data))
    assert 'id="id_code_error"' in page


def test_a_code_that_leads_nowhere_cannot_be_put_back(monde: Monde) -> None:
    row = CommuneRetenue.objects.create(dossier=monde.dossier, rang=5, code="99999")
    monde.post("territoire_retirer", ligne=str(row.pk))
    assert "Le code « 99999 » n’est plus dans le territoire." in texte_de(monde.get("territoire"))
    monde.post("territoire_ajouter", annuler="oui")
    assert "Ce code ne peut pas être remis" in texte_de(monde.get("territoire"))


def test_nothing_to_put_back(monde: Monde) -> None:
    assert monde.post("territoire_ajouter", annuler="oui").status_code == 302
    assert codes(monde) == ["43157"]


def test_a_commune_whose_population_nobody_knows(monde: Monde) -> None:
    CommuneRetenue.objects.create(dossier=monde.dossier, rang=5, code="75113", partie="Nord")
    page = texte_de(monde.get("territoire"))
    assert "Population incomplète" in page
    assert "Il manque la population d’une commune" in page


def test_a_commune_deleguee_leads_to_that_of_today(monde: Monde) -> None:
    page = texte_de(monde.get("territoire", q="Le Fresne-sur-Loire"))
    assert "« Le Fresne-sur-Loire » en fait partie" in page
    assert "Ingrandes-le-Fresne-sur-Loire" in page


def test_a_declared_population_comes_back_with_its_commune(monde: Monde) -> None:
    row = row_of(monde, "43157")
    CommuneRetenue.objects.filter(pk=row.pk).update(population=5, source_population="Mairie")
    monde.post("territoire_retirer", ligne=str(row.pk))
    monde.post("territoire_ajouter", annuler="oui")
    back = row_of(monde, "43157")
    assert (back.population, back.source_population) == (5, "Mairie")
