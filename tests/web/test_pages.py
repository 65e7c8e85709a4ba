"""What the pages of a dossier say."""

import pytest
from django.template.loader import get_template

from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.models import Dossier
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def test_home_says_what_maillage_is_to_a_visitor(monde: Monde) -> None:
    page = texte_de(monde.clients["anonyme"].get("/"))
    assert "Rien d’officiel n’est inventé" in page
    assert "Aucune donnée de patient" in page


def test_home_leads_a_signed_in_person_to_her_dossiers(monde: Monde) -> None:
    assert monde.clients["porteur"].get("/")["Location"] == "/dossiers/"


def test_my_dossiers_when_there_is_none(monde: Monde) -> None:
    assert "Aucun dossier encore" in texte_de(monde.clients["etranger"].get("/dossiers/"))


def test_my_dossiers_say_the_state_and_the_role(monde: Monde) -> None:
    page = texte_de(monde.clients["lecteur"].get("/dossiers/"))
    assert "1 commune, 1 personne, 0 texte" in page
    assert "Votre rôle : lecteur invité" in page


def test_open_a_dossier_with_its_first_communes(monde: Monde) -> None:
    client = monde.clients["etranger"]
    data = {"nom": "CPTS neuve", "communes": "43157, 43268"}
    assert client.post("/dossiers/ouvrir/", data).status_code == 302
    dossier = Dossier.objects.get(nom="CPTS neuve")
    assert [row.code for row in dossier.communes.order_by("rang")] == ["43157", "43268"]  # type: ignore[attr-defined]  # related manager


def test_open_a_dossier_twice_by_a_double_click(monde: Monde) -> None:
    client = monde.clients["etranger"]
    data = {"nom": "CPTS neuve", "jeton": "7f1e3a90-5c6d-4c6e-9a59-0f8f0c2c8c11"}
    first, second = (client.post("/dossiers/ouvrir/", data)["Location"] for _ in range(2))
    assert first == second
    assert Dossier.objects.filter(nom="CPTS neuve").count() == 1


def test_open_a_dossier_with_an_unknown_commune_keeps_what_was_typed(monde: Monde) -> None:
    client = monde.clients["etranger"]
    response = client.post("/dossiers/ouvrir/", {"nom": "CPTS neuve", "communes": "99999"})
    page = texte_de(response)
    assert response.status_code == 422
    assert "Aucune commune actuelle ne porte le code « 99999 »" in page
    assert 'value="CPTS neuve"' in page
    assert not Dossier.objects.filter(nom="CPTS neuve").exists()


def test_the_first_step_is_to_choose_the_communes(monde: Monde) -> None:
    client = monde.clients["etranger"]
    opened = client.post("/dossiers/ouvrir/", {"nom": "CPTS neuve"})
    page = texte_de(client.get(opened["Location"]))
    assert "Prochaine étape : choisir les communes" in page


def test_the_dossier_shows_population_size_team_and_what_is_missing(monde: Monde) -> None:
    page = texte_de(monde.get("dossier"))
    assert "Population municipale 2023" in page
    assert "Ce qui manque à la lettre d’intention" in page
    assert "Bloque" in page
    assert 'aria-current="step"' in page


def test_the_journal_is_shown_to_those_who_may_read_it(monde: Monde) -> None:
    assert "Dans l’équipe" in texte_de(monde.get("dossier"))
    assert "a ajouté 1 personne" in texte_de(monde.get("dossier"))
    assert "Dans l’équipe" not in texte_de(monde.get("dossier", who="lecteur"))


def test_a_finished_dossier_asks_to_be_read_again(monde: Monde, exemple: Dossier) -> None:
    page = texte_de(monde.clients["porteur"].get(f"/dossiers/{exemple.public_id}/"))
    assert "61 367" in page
    assert "18 633 habitants avant la taille 3" in page
    assert "Prochaine étape : relire le pré-projet" in page


def test_every_point_of_the_check_says_where_to_mend(monde: Monde) -> None:
    page = texte_de(monde.get("controle"))
    assert "Ce qui bloque" in page
    assert monde.url("identite") in page
    assert "pas encore suivies" in page


def test_the_check_judges_on_another_day(monde: Monde) -> None:
    assert "Jugé au 22 novembre 2026" in texte_de(monde.get("controle"))
    assert "Jugé au 1er juin 2019" in texte_de(monde.get("controle", le="2019-06-01"))


def test_the_check_of_a_day_that_is_none_says_so(monde: Monde) -> None:
    assert "Écrivez un jour" in texte_de(monde.get("controle", le="demain"))


def test_the_check_of_an_unknown_document_is_not_there(monde: Monde) -> None:
    assert monde.get("controle", document="rien").status_code == 404


def test_every_place_of_the_rules_is_a_page_of_ours(monde: Monde) -> None:
    from maillage.reference.regles import catalogue
    from maillage.web.equipe.points import porte

    known = {one.ou for one in catalogue().donnees.values() if one.suivie}
    assert sorted(place for place in known if not porte(monde.dossier, place)[0]) == ["controle"]


def test_the_regional_document_appears_with_the_region(monde: Monde) -> None:
    assert "aura_pre_projet" in texte_de(monde.get("documents"))
    add_communes(dossier=monde.dossier, codes=("30217",), by=monde.porteur, on=ON)
    assert "aura_pre_projet" in texte_de(monde.get("documents"))  # most inhabitants are still there
    add_communes(dossier=monde.dossier, codes=("30189",), by=monde.porteur, on=ON)
    assert "aura_pre_projet" not in texte_de(monde.get("documents"))


@pytest.mark.parametrize(
    ("extension", "start", "kind"),
    [
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", b"%PDF", "application/pdf"),
    ],
)
def test_a_document_is_downloaded_under_a_name_that_says_it(
    monde: Monde, extension: str, start: bytes, kind: str
) -> None:
    response = monde.get("telecharger", "lettre_intention", extension)
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == (
        f'attachment; filename="lettre_intention_cpts_du_velay.{extension}"'
    )
    assert response.content.startswith(start)


def test_the_preview_shows_the_document_in_our_page(monde: Monde) -> None:
    page = texte_de(monde.get("apercu", "lettre_intention"))
    assert "CPTS du Velay" in page
    assert 'aria-label="Contenu du document"' in page


def test_the_whole_dossier_is_exported(monde: Monde) -> None:
    response = monde.get("exporter")
    assert response["Content-Disposition"] == 'attachment; filename="dossier_cpts_du_velay.yaml"'
    assert "Durand" in response.content.decode()


def test_errors_are_said_in_plain_french(monde: Monde) -> None:
    assert "Cette page n’existe pas" in texte_de(monde.clients["porteur"].get("/rien/"))
    refused = texte_de(monde.get("exporter", who="lecteur"))
    assert "Cette page ne vous est pas ouverte" in refused


def test_a_request_that_makes_no_sense_is_said_in_french(monde: Monde) -> None:
    response = monde.clients["anonyme"].get("/", headers={"host": "autre.exemple"})
    assert response.status_code == 400
    assert "Cette demande n’a pas pu être lue" in texte_de(response)


def test_the_page_of_a_breakdown_needs_nothing() -> None:
    assert "Maillage a rencontré une panne" in get_template("500.html").render()


def test_the_page_follows_the_team_once_the_communes_are_chosen(monde: Monde) -> None:
    monde.post("equipe_retirer", monde.lignes["equipe"])
    assert "Prochaine étape : former l’équipe" in texte_de(monde.get("dossier"))


def test_the_journal_tells_a_text_by_its_name(monde: Monde) -> None:
    monde.post("texte", "freins", contenu="Le temps.", version="0")
    assert "a écrit « Freins éventuels »" in texte_de(monde.get("dossier"))


def test_a_document_of_another_region_is_not_there(monde: Monde) -> None:
    assert monde.get("apercu", "bretagne_projet_sante").status_code == 404
