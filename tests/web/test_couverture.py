"""« Qui couvre quoi »: for everyone, for an agency; what teams write is never there."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maillage.dossiers.actions.publish_perimetre import publish_perimetre
from maillage.dossiers.models import CommuneRetenue, PerimetrePublie
from maillage.reference import cog
from maillage.web.couverture import cases
from tests.factories import ON, AgenceFactory, DossierFactory, MembreAgenceFactory
from tests.grille import at
from tests.territoires.listes import installer, lue
from tests.web.conftest import Monde, signed_in, texte_de

pytestmark = pytest.mark.django_db


def get(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200
    return texte_de(response)


def listed() -> None:
    whole = [at(x, y) for x in range(7) for y in range(5)]
    installer(
        lue("CPTS des Sucs", *whole), lue("CPTS =Bourg", at(0, 0), parties=((at(0, 6), "bourg"),))
    )


def test_nothing_known_is_said_with_what_to_do(monde: Monde) -> None:
    for url in ("/couverture/", "/couverture/43/"):
        page = get(url)
        assert "maillage importer cpts FICHIER" in page
        assert "CPTS du Velay" not in page  # a team writes it, and published nothing
    assert Client().get("/couverture/00/").status_code == 404
    assert Client().get("/couverture/00/communes.csv").status_code == 404


def test_the_country_then_a_departement(squares) -> None:
    listed()
    country = get("/couverture/")
    assert "Communes de plusieurs CPTS" in country
    assert "Haute-Loire (43)" in country
    assert "non décrit" in country
    page = get("/couverture/43/")
    assert "CPTS des Sucs" in page
    assert "1, dont 1 en partie" not in page
    assert "2, dont 1 en partie" in page
    assert "La carte" in page
    assert f"{cog.table().commune(at(0, 0)).nom} : CPTS des Sucs, CPTS =Bourg" in page
    assert ">des Sucs</text>" in page  # the map bears the names of the CPTS
    assert "Chaque ligne réunit des communes qui se touchent." in page
    paris = get("/couverture/75/")
    assert "aucune liste ne dit toutes les CPTS d’ici" in paris
    assert "La carte" not in paris


def test_the_file_holds_each_commune_and_no_formula() -> None:
    listed()
    response: Any = Client().get("/couverture/43/communes.csv")
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(one.departement == "43" for one in cog.table().lieux)
    first = next(line for line in lines if line.startswith(at(0, 0)))
    assert "plusieurs CPTS" in first
    assert "CPTS =Bourg" in first
    assert len(b"".join(Client().get("/couverture/communes.csv")).splitlines()) == 35_012


def test_a_dossier_appears_once_published_and_no_more_queries_are_asked(monde: Monde) -> None:
    installer(lue("Loin", "63113"), departements=("63",))

    def asked() -> int:
        get("/couverture/43/")
        with CaptureQueriesContext(connection) as captured:
            get("/couverture/43/")
        return len(captured)

    few = asked()
    for number in range(20):
        dossier = DossierFactory(nom=f"CPTS {number}")
        CommuneRetenue.objects.create(dossier=dossier, code=at(number % 7, number // 7), rang=0)
        publish_perimetre(dossier=dossier, by=dossier.created_by, on=ON)
    assert asked() == few == 1
    assert "CPTS 19" in get("/couverture/43/")


def test_a_team_publishes_what_it_has_seen_and_takes_it_back(monde: Monde) -> None:
    page = texte_de(monde.get("territoire_publier"))
    assert "Ce que tous verraient" in page
    assert "CPTS du Velay, 1 commune" in page.replace("</b>", "")
    monde.post("territoire_publier", publier="oui")
    assert "CPTS du Velay" in get("/couverture/43/")
    assert "Tous voient le périmètre d’aujourd’hui" in texte_de(monde.get("territoire_publier"))
    monde.post("territoire_ajouter", code="43268")
    assert "tous voient encore l’ancien périmètre" in texte_de(monde.get("territoire_publier"))
    monde.post("territoire_publier", retirer="oui")
    assert not PerimetrePublie.objects.exists()
    CommuneRetenue.objects.filter(dossier=monde.dossier).delete()
    assert "Il manque encore quelque chose" in texte_de(monde.get("territoire_publier"))
    response = monde.clients["porteur"].post(
        monde.url("territoire_publier"), {"publier": "oui"}, follow=True
    )
    assert "Choisissez d’abord des communes" in texte_de(response)


def test_an_agency_sees_its_region_or_its_departements() -> None:
    listed()
    region = AgenceFactory(nom="ARS AURA")
    client = signed_in(MembreAgenceFactory(agence=region).user)
    page = get(f"/agence/{region.public_id}/couverture/", client)
    assert "CPTS des Sucs" in page
    assert "Puy-de-Dôme (63)" in page
    part = AgenceFactory(nom="DD 63", departements=["63"])
    client = signed_in(MembreAgenceFactory(agence=part).user)
    page = get(f"/agence/{part.public_id}/couverture/", client)
    assert "CPTS des Sucs" not in page
    response: Any = client.get(f"/agence/{part.public_id}/couverture/communes.csv")
    assert {line.split(b";")[2] for line in b"".join(response).splitlines()[1:]} == {b"63"}


def test_every_departement_has_its_square() -> None:
    drawn = {code for row in cases.GRILLE for code in row.split()} - {".."}
    known = {code for code in cog.table().departements if len(code) == 2}
    assert drawn == known | {"971", "972", "973", "974", "976"}
    assert cases.classe(None) == "v0"
