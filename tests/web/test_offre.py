"""The offer of care: counted from the directories, matched by a person, taken one by one."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.core.facts import CommuneRetenue, Territoire
from maillage.dossiers.models import Etablissement, Personne, PersonnesDistinctes
from maillage.dossiers.offre import lieux
from maillage.dossiers.queries.journal import of
from maillage.dossiers.territoire import analyse
from maillage.opendata import finess, rpps
from maillage.opendata.demande import Demande
from maillage.web.equipe import lecture
from tests.annuaires import PLACE, exposed, file, row
from tests.factories import ON
from tests.html import faults
from tests.web.conftest import Monde, texte_de
from tests.web.test_requetes import fill

NURSE = {"Code profession": "60", "Code savoir-faire": "", "Libellé savoir-faire": ""}
HERE = {f"Code commune{PLACE}": "43157"}


@pytest.fixture
def annuaires(tmp_path: Path) -> None:
    """Four people of Le Puy-en-Velay, one elsewhere; three establishments."""
    people = (
        row(**HERE),
        row(**HERE, **NURSE, **{"Identifiant PP": "10000000002", "Nom d'exercice": "DURAND", "Prénom d'exercice": "PAUL"}),
        row(**HERE, **NURSE, **{"Identifiant PP": "10000000003", "Nom d'exercice": "DURAND", "Prénom d'exercice": "PAUL-LOUIS"}),
        row(**HERE, **NURSE, **{"Identifiant PP": "10000000004", "Code secteur d'activité": "SA01"}),
        row(**{"Identifiant PP": "10000000005"}),
    )  # fmt: skip
    rpps.importer(Demande(chemin=file(tmp_path / "rpps.txt", *people), on=ON))
    usual = {"departement": "43", "commune": "157"}
    houses = (
        {"nofinesset": "430000001", "rs": "EHPAD DES LILAS", "categetab": "500", "libcategetab": "EHPAD"},
        {"nofinesset": "430000002", "rs": "PHARMACIE DU PLOT", "categetab": "620", "libcategetab": "Officine"},
        {"nofinesset": "430000003", "rs": "CENTRE <b>X</b>", "categetab": "999", "libcategetab": "Autre chose"},
        {"nofinesset": "430000004", "rs": "HOPITAL DU PUY", "categetab": "355", "libcategetab": "CH"},
    )  # fmt: skip
    path = exposed(tmp_path / "finess.csv", *(usual | one for one in houses))
    finess.importer(Demande(chemin=path, on=ON))


def person(monde: Monde) -> Personne:
    return Personne.objects.get(pk=monde.lignes["equipe"])


def test_without_a_directory_each_page_says_the_command(monde: Monde) -> None:
    for page, command in (
        ("offre", "maillage importer --officiel rpps"),
        ("equipe_rpps", "maillage importer --officiel rpps"),
        ("etablissements_finess", "maillage importer --officiel finess"),
    ):
        assert command in texte_de(monde.get(page))
    monde.post("territoire_retirer", ligne=monde.dossier.communes.get().pk)
    assert "Aucune commune encore" in texte_de(monde.get("offre"))


@pytest.mark.usefixtures("annuaires")
def test_the_offer_is_counted_and_the_age_is_said_to_be_unknown(monde: Monde) -> None:
    page = texte_de(monde.get("offre"))
    assert "et 1 à l’hôpital ou ailleurs" in page
    assert "La part de l’équipe reste à établir" in page
    assert "L’annuaire ne dit pas l’âge" in page
    assert "4 établissements" in page
    assert "Noter ces 3 professionnels" in page
    assert "Médecins généralistes pour 10 000 habitants" in page
    assert "Infirmiers pour 10 000 habitants" in texte_de(
        monde.get("offre", profession="infirmier")
    )
    assert "MARTIN" not in page  # nobody is named there
    whole = analyse(Territoire(communes=(CommuneRetenue(code="69123"),)), on=ON)
    assert {"69123", "69383"} <= set(lieux(whole))


@pytest.mark.usefixtures("annuaires")
def test_a_name_is_proposed_and_a_person_decides(monde: Monde) -> None:
    page = texte_de(monde.get("equipe_rpps"))
    assert "À confirmer" in page
    assert page.count("C’est bien lui ou elle") == 2
    asked = {"ligne": monde.lignes["equipe"], "version": person(monde).version}
    monde.post("equipe_rpps_trancher", **asked, numero="10000000003", refuser="oui")
    assert texte_de(monde.get("equipe_rpps")).count("C’est bien lui ou elle") == 1
    monde.post("equipe_rpps_trancher", **asked, numero="10000000003", refuser="oui")
    assert PersonnesDistinctes.objects.get().seconde == "rpps:10000000003"
    assert of(monde.dossier)[0].action == "personne.ecarter_rpps"
    monde.post("equipe_rpps_trancher", **asked, numero="10000000002", confirmer="oui")
    assert person(monde).rpps == "10000000002"
    page = texte_de(monde.get("equipe_rpps"))
    assert "Reconnus" in page
    assert "L’équipe : 33,3 % des professionnels de santé" in texte_de(monde.get("offre"))
    Personne.objects.filter(pk=person(monde).pk).update(rpps="10000000005")
    lecture.forget()  # written beside the actions
    assert "Exercent ailleurs" in texte_de(monde.get("equipe_rpps"))


@pytest.mark.usefixtures("annuaires")
def test_what_makes_no_sense_changes_nothing(monde: Monde) -> None:
    asked = {"ligne": monde.lignes["equipe"], "version": "1", "numero": "10000000002"}
    for wrong in ({"numero": "12"}, {"ligne": "999999"}, {"ligne": "x"}):
        monde.post("equipe_rpps_trancher", **{**asked, **wrong}, confirmer="oui")
        assert "rien n’a changé" in texte_de(monde.get("equipe_rpps"))
    monde.post(
        "equipe_modifier", monde.lignes["equipe"], nom="Durand", rpps="10000000004", version="1"
    )
    monde.post("equipe_rpps_trancher", **asked, confirmer="oui")
    assert "relisez, puis recommencez" in texte_de(monde.get("equipe_rpps"))
    assert person(monde).rpps == "10000000004"
    monde.post("etablissements_finess", finess=["000000000"])
    assert "Cochez d’abord" in texte_de(monde.get("etablissements_finess"))


@pytest.mark.usefixtures("annuaires")
def test_establishments_are_taken_one_by_one_and_once(monde: Monde) -> None:
    page = texte_de(monde.get("etablissements_finess"))
    assert "&lt;b&gt;X" in page
    assert page.count("Déjà dans la table") == 1  # « Hôpital du Puy », without its commune
    data = {
        "finess": ["430000001", "430000003", "430000001"],
        "jeton": "4c1b4f39-2c9e-4b2b-9f0e-0f7a5d0b6f11",
    }
    for _ in range(2):
        monde.post("etablissements_finess", **data)
    rows = Etablissement.objects.filter(dossier=monde.dossier).order_by("rang")
    told = [(one.nom, one.type, one.type_precision, one.localisation) for one in rows[1:]]
    assert told == [
        ("EHPAD DES LILAS", "ehpad", None, "Le Puy-en-Velay"),
        ("CENTRE <b>X</b>", "autre", "Autre chose", "Le Puy-en-Velay"),
    ]
    assert texte_de(monde.get("etablissements_finess")).count("Déjà dans la table") == 3
    only = texte_de(monde.get("etablissements_finess", groupe="proximite"))
    assert ("PHARMACIE DU PLOT" in only, "EHPAD DES LILAS" in only) == (True, False)
    assert "Reprendre les établissements cochés" not in texte_de(
        monde.get("etablissements_finess", who="lecteur")
    )


@pytest.mark.usefixtures("annuaires")
def test_a_big_dossier_asks_no_more_and_stays_light(monde: Monde) -> None:
    def asked(page: str) -> int:
        lecture.forget()
        with CaptureQueriesContext(connection) as captured:
            answer = monde.get(page)
        assert len(answer.content) < 150_000
        assert faults(answer.content.decode()) == []
        return len(captured)

    pages = ("offre", "equipe_rpps", "etablissements_finess")
    few = {page: asked(page) for page in pages}
    fill(monde)
    assert {page: asked(page) for page in pages} == few
