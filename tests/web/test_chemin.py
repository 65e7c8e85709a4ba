"""The path: the steps a CPTS lives, what each asks, what blocks it, the one thing to do next."""

import re
from dataclasses import replace

import pytest

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.models import Dossier
from maillage.web.equipe import avancement
from maillage.web.equipe.chemin import parcours
from maillage.web.equipe.chemin.etapes import ETAPES
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def steps(monde: Monde, faits: DossierFacts) -> dict[str, parcours.Pas]:
    documents = avancement.documents(faits, on=ON)
    return {p.etape.code: p for p in parcours.parcours(monde.dossier, faits, documents)}


def at(region: str, stage: EtapeDossier | None = None) -> DossierFacts:
    empty = DossierFacts()
    return replace(empty, cpts=replace(empty.cpts, region=region, etape=stage))


def test_the_path_follows_the_life_of_a_cpts(monde: Monde) -> None:
    assert list(steps(monde, at("AURA"))) == [etape.code for etape in ETAPES]


def test_a_stage_without_a_form_is_not_lived_in_that_region(monde: Monde) -> None:
    assert "pre_projet" not in steps(monde, at("BRE"))
    assert "pre_projet" in steps(monde, at("AURA"))


def test_only_what_the_aimed_document_needs_is_asked(monde: Monde) -> None:
    letter = steps(monde, at("BRE", EtapeDossier.LETTRE_INTENTION))
    project = steps(monde, at("BRE", EtapeDossier.PROJET_SANTE))
    asked = {lieu.place for lieu in letter["diagnostic"].lieux}
    assert "textes/population_demographie" in asked
    assert "textes/population_sante" not in asked
    assert "textes/population_sante" in {lieu.place for lieu in letter["diagnostic"].suite}
    assert "textes/population_sante" in {lieu.place for lieu in project["diagnostic"].lieux}
    assert project["diagnostic"].suite == ()


def test_a_step_of_a_document_lists_all_that_the_document_asks(monde: Monde) -> None:
    letter = steps(monde, at("OCC"))["lettre"]
    assert len(letter.lieux) == 23
    assert all(lieu.url and lieu.nom and lieu.documents for lieu in letter.lieux)
    assert (letter.part, letter.fait) == (0, False)


def test_a_document_that_is_not_one_of_a_stage_belongs_to_its_theme(monde: Monde) -> None:
    found = steps(monde, at("AURA"))
    assert [one.id for one in found["association"].documents] == ["statuts_association"]
    assert [one.id for one in found["pre_projet"].documents] == ["aura_pre_projet"]


@pytest.mark.parametrize("code", [e.code for e in ETAPES])
@pytest.mark.parametrize("which", ["vide", "exemple"])
def test_each_step_says_what_it_is_for_and_one_next_step(
    monde: Monde, exemple: Dossier, code: str, which: str
) -> None:
    empty = create_dossier(by=monde.porteur, on=ON, nom="CPTS neuve")
    update_identite(
        dossier=empty, version=empty.version, cpts={"region": "AURA"}, by=monde.porteur, on=ON
    )
    dossier = empty if which == "vide" else exemple
    response = monde.clients["porteur"].get(f"/dossiers/{dossier.public_id}/chemin/{code}/")
    assert response.status_code == 200
    page = response.content.decode()
    etape = next(e for e in ETAPES if e.code == code)
    assert etape.nom in page
    assert len(re.findall(r"<section class=\"pas\"", page)) == 1
    assert page.count('aria-current="step"') == 1


def test_a_full_step_leads_to_the_document_and_a_full_theme_to_what_comes_after(
    monde: Monde, exemple: Dossier
) -> None:
    client = monde.clients["porteur"]
    letter = texte_de(client.get(f"/dossiers/{exemple.public_id}/chemin/lettre/"))
    assert "Relire la lettre d’intention" in letter
    team = texte_de(client.get(f"/dossiers/{exemple.public_id}/chemin/equipe/"))
    assert "Revenir au dossier" in team or "Passer à la suite" in team


def test_a_step_that_is_begun_says_how_long_the_rest_takes(monde: Monde) -> None:
    page = texte_de(monde.get("etape", "lettre"))
    assert "Il reste" in page
    assert "comptez" in page
    assert "À faire" in page


def test_what_blocks_is_said_on_the_step_where_it_is_mended(monde: Monde) -> None:
    page = texte_de(monde.get("etape", "lettre"))
    assert "Ce qui bloque" in page


def test_the_contract_leads_to_the_money_for_those_who_may_see_it(monde: Monde) -> None:
    assert "Ouvrir l’argent" in texte_de(monde.get("etape", "contrat"))
    assert "Ouvrir l’argent" not in texte_de(monde.get("etape", "contrat", who="lecteur"))


@pytest.mark.parametrize("code", ["rien", "LETTRE"])
def test_a_step_that_does_not_exist_is_not_found(monde: Monde, code: str) -> None:
    url = f"/dossiers/{monde.dossier.public_id}/chemin/{code}/"
    assert monde.clients["porteur"].get(url).status_code == 404


def test_the_present_step_is_that_of_the_open_page(monde: Monde) -> None:
    for page, step in {
        "equipe": "Équipe",
        "statuts": "Association",
        "indicateurs": "Missions et actions",
        "priorites": "Missions et actions",
        "partenariats": "Diagnostic",
    }.items():
        text = texte_de(monde.get(page))
        assert re.search(rf"<b>Étape \d sur \d</b> : {step}", text), page
