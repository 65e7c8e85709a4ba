"""A visitor tries a territory: the address holds it, nothing is kept, nothing breaks."""

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maillage.reference import cog
from tests.web.conftest import texte_de

SUCS = "200073419"  # an intercommunalité of Haute-Loire


@pytest.fixture(autouse=True)
def compteurs() -> None:
    cache.clear()


def codes(nombre: int) -> list[str]:
    epci = sorted(cog.table()._members.values(), key=len)[-3:]
    return [code for members in epci for code in members][:nombre]


def essayer(**data: str) -> str:
    response = Client().get("/essayer/", data)
    assert response.status_code == 200
    return texte_de(response)


def test_an_empty_trial_says_what_it_gives(db: None) -> None:
    page = essayer()
    assert "Choisissez des communes" in page
    assert "Votre première commune" in page


def test_communes_of_the_address_give_population_size_and_places(db: None) -> None:
    page = essayer(communes="43157,43268")
    assert "2 communes : Haute-Loire (Auvergne-Rhône-Alpes)." in page
    assert "taille 1" in page
    assert "Population municipale 2023, Insee." in page
    assert "Pré-projet" in page  # what comes next in this région


def test_the_money_comes_with_its_source_and_its_doubts(db: None) -> None:
    page = essayer(communes="43157")
    assert "Jusqu’à 287 500 € par an" in page
    assert "montant déduit" in page
    assert "Accord après l’avenant 2" in page


def test_add_then_remove_then_undo(db: None) -> None:
    added = essayer(communes="43157", ajouter="43268")
    assert "Yssingeaux est dans le territoire." in added
    assert 'value="43157,43268"' in added
    removed = essayer(communes="43157,43268", retirer="43268")
    assert "Yssingeaux n’est plus dans le territoire." in removed
    assert 'name="ajouter" value="43268"' in removed
    assert 'value="43157"' in removed


def test_a_whole_intercommunalite(db: None) -> None:
    page = essayer(epci=SUCS)
    members = cog.table().epci(SUCS)
    assert members is not None
    assert f"{len(members.communes)} communes de plus" in page


def test_search_keeps_what_is_chosen(db: None) -> None:
    page = essayer(communes="43157", q="yssingeaux")
    assert 'Ajouter<span class="cache"> Yssingeaux, Haute-Loire' in page
    assert page.count('name="communes" value="43157"') > 1


def test_the_rest_of_the_intercommunalite_and_the_neighbours_are_proposed(db: None) -> None:
    page = essayer(communes="43268")
    assert "Autour de vous" in page
    assert "CC des Sucs" in page


@pytest.mark.parametrize(
    "communes",
    [
        "99999",
        "x" * 5_000,
        "<script>alert(1)</script>",
        "43157;;;,,,43157",
        "%00",
        "\u202e",
        "75056,75101",
        "1004",
        "43200",
        ",".join(str(number) for number in range(10_000, 46_000)),
    ],
)
def test_odd_addresses_never_break(db: None, communes: str) -> None:
    essayer(communes=communes)


def test_an_unknown_code_is_explained(db: None) -> None:
    assert "« 99999 »" in essayer(communes="99999,43157")


def test_more_communes_than_an_address_holds(db: None) -> None:
    every = ",".join(cog.table()._communes)
    page = essayer(communes=every)
    assert "500 communes au plus" in page


@pytest.mark.parametrize("data", [{"ajouter": "rien"}, {"retirer": "43157"}, {"epci": "1"}])
def test_gestures_that_lead_nowhere_change_nothing(db: None, data: dict[str, str]) -> None:
    assert "est dans le territoire" not in essayer(**data)


def test_htmx_gets_the_part_and_the_new_address(db: None) -> None:
    response: Any = Client().get(
        "/essayer/",
        {"communes": "43157", "ajouter": "43268"},
        headers={"hx-request": "true", "hx-target": "essai"},
    )
    assert response["HX-Push-Url"] == "/essayer/?communes=43157,43268"
    assert texte_de(response).startswith('<div id="essai">')
    results: Any = Client().get(
        "/essayer/", {"q": "Lapte"}, headers={"hx-request": "true", "hx-target": "resultats"}
    )
    assert texte_de(results).startswith('<div id="resultats"')


def test_nothing_is_kept_about_the_visitor(db: None) -> None:
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        client.get("/essayer/", {"communes": "43157", "q": "le puy"})
    assert len(captured) == 0
    assert client.cookies == {}


def test_a_hundred_communes_are_fast_and_light(db: None) -> None:
    client, address = Client(), {"communes": ",".join(codes(100))}
    client.get("/essayer/", address)  # the tables are read once
    start = time.perf_counter()
    response = client.get("/essayer/", address)
    assert time.perf_counter() - start < 0.6  # 150 ms on a quiet machine
    assert len(response.content) < 60_000


def test_three_hundred_communes_fit_in_an_address(db: None) -> None:
    listed = codes(300)
    page = essayer(communes=",".join(listed))
    assert "300 communes" in page
    assert len(page) < 150_000


def test_a_visitor_who_asks_too_fast_waits(db: None) -> None:
    client = Client()
    answers = {client.get("/essayer/").status_code for _ in range(245)}
    assert answers == {200, 429}
    assert "Une minute de patience" in texte_de(client.get("/essayer/"))


def coller(text: str, **address: str) -> Any:
    return Client().post(f"/essayer/liste/?communes={address.get('communes', '')}", {"liste": text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43157\n43268", "43157,43268"),
        ("43157 43268, 43137", "43157,43268,43137"),
        ("Yssingeaux\nMonistrol-sur-Loire", "43268,43137"),
        ("43268;Yssingeaux;7415\n43137\tMonistrol", "43268,43137"),
        ("43200 Yssingeaux", "43268"),
        ("43200;Yssingeaux", "43268"),
        ("43200\n43157", "43200,43157"),  # among codes of communes, a code of a commune
        ("le Puy en Velay, yssingeaux", "43157,43268"),
        ("01004\n1004", "01004"),
    ],
)
def test_a_pasted_list_is_understood(db: None, text: str, expected: str) -> None:
    assert coller(text)["Location"] == f"/essayer/?communes={expected}"


def test_a_pasted_list_joins_the_communes_already_there(db: None) -> None:
    assert coller("43268", communes="43157")["Location"].endswith("?communes=43157,43268")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Saint-Denis", "peut vouloir dire"),
        ("43200", "Yssingeaux (43268)"),  # a commune bears it, and the post of others too
        ("69004;69005", ""),
        ("Nulle-Part-sur-Rien", "n’est ni un code ni un nom de commune"),
        ("", "À remplir"),
        ("<b>x</b>", "n’est ni un code"),
        ("\u0000\u202e", ""),
    ],
)
def test_a_doubtful_line_is_explained_and_nothing_is_lost(
    db: None, text: str, sentence: str
) -> None:
    response = coller(text)
    assert response.status_code == 422
    assert sentence in texte_de(response)


def test_a_list_of_the_whole_country_is_refused_with_a_sentence(db: None) -> None:
    response = coller("\n".join(list(cog.table()._communes)[:1_800]))
    assert response.status_code == 422
    assert "500 communes au plus, et il y en aurait 1 800" in texte_de(response)


def test_many_doubtful_lines_are_counted(db: None) -> None:
    page = texte_de(coller("\n".join(f"Rien{number}" for number in range(30))))
    assert "Et 10 autres lignes." in page
