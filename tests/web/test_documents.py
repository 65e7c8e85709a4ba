"""The page of the documents: what each holds, what is missing, and everything in one file."""

import io
import json
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pytest

from maillage.documents.produire import disponibles
from maillage.dossiers import facts
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.models import Dossier
from maillage.reference.regles import catalogue
from maillage.reference.trames import toutes
from maillage.web.equipe import points
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def address(dossier: Dossier, page: str) -> str:
    return f"/dossiers/{dossier.public_id}/{page}"


def test_documents_are_told_by_stage(monde: Monde, exemple: Dossier) -> None:
    page = texte_de(monde.clients["porteur"].get(address(exemple, "documents/")))
    titles = ("Lettre d’intention</h2>", "Pré-projet</h2>", "Projet de santé</h2>")
    places = [page.index(title) for title in (*titles, "À toute étape</h2>")]
    assert places == sorted(places)
    assert "Tout télécharger (ZIP)" in page


def test_a_document_says_where_what_is_missing_is_typed(monde: Monde) -> None:
    page = texte_de(monde.get("documents"))
    assert "Ce qui manque" in page
    for door in ("statuts", "actions", "indicateurs", "signature", "budget_projet"):
        assert f'href="{monde.url(door)}"' in page


@pytest.mark.parametrize(("document", "status"), [("communes", 200), ("lettre_intention", 404)])
def test_a_spreadsheet_is_made_of_tables_only(monde: Monde, document: str, status: int) -> None:
    assert monde.get("telecharger", document, "xlsx").status_code == status


@pytest.mark.parametrize("info", disponibles("AURA", tableaux=True), ids=lambda info: info.id)
def test_every_document_is_previewed(monde: Monde, exemple: Dossier, info: Any) -> None:
    client = monde.clients["porteur"]
    assert client.get(address(exemple, f"documents/{info.id}/")).status_code == 200


def test_a_document_of_another_region_is_not_there(monde: Monde) -> None:
    assert monde.get("apercu", "bretagne_projet_sante").status_code == 404
    assert monde.get("telecharger", "bretagne_projet_sante", "pdf").status_code == 404


def test_everything_in_one_file_with_its_fingerprints(monde: Monde, exemple: Dossier) -> None:
    response = monde.clients["porteur"].get(address(exemple, "documents.zip"))
    with ZipFile(io.BytesIO(response.content)) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifeste.json"))
    made = {
        f"{info.id}.{kind}"
        for info in disponibles("AURA", tableaux=True)
        for kind in ("docx", "pdf")
    }
    tables = {f"{info.id}.xlsx" for info in disponibles("AURA", tableaux=True) if info.tableur}
    assert names == made | tables | {"manifeste.json", "LISEZ-MOI.txt"}
    assert [one["document"] for one in manifest["documents"]]
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("document", sorted(toutes()))
def test_every_place_of_a_form_is_a_page(monde: Monde, document: str) -> None:
    from maillage.documents.produire import etat

    state = etat(facts.of(monde.dossier), document, on=ON)
    places = {place for bloc in state.blocs for place in bloc.places}
    lost = {place for place in places if not points.porte(monde.dossier, place)[0]}
    assert lost == set()


def test_the_path_knows_the_form_of_the_region(monde: Monde) -> None:
    page = texte_de(monde.get("dossier"))
    assert monde.url("apercu", "aura_projet_sante") in page
    assert "le formulaire de votre région viendra" not in page


def test_the_path_says_when_a_region_has_no_form(monde: Monde) -> None:
    known = facts.of(monde.dossier)
    moved = replace(known, cpts=replace(known.cpts, region="COR"))
    import_dossier(facts=moved, by=monde.porteur, on=ON, dossier=monde.dossier)
    assert "le formulaire de votre région viendra" in texte_de(monde.get("dossier"))


def test_every_followed_fact_of_the_rules_is_mended_on_a_page(monde: Monde) -> None:
    facts_followed = [one for one in catalogue().donnees.values() if one.suivie]
    places = {one.ou for one in facts_followed} - {"controle"}
    assert {place for place in places if not points.porte(monde.dossier, place)[0]} == set()


def test_the_statutes_are_named_in_the_plural(monde: Monde, exemple: Dossier) -> None:
    known = facts.of(exemple)
    bare = replace(known, statuts=type(known.statuts)(), cpts=replace(known.cpts, etape=None))
    import_dossier(facts=bare, by=monde.porteur, on=ON, dossier=exemple)
    page = texte_de(monde.clients["porteur"].get(address(exemple, "")))
    assert "au statuts" not in page
