"""`maillage dossier` and `maillage journal`, on a real database."""

import pytest
from django.db import connection

from maillage.accounts.models import User
from maillage.dossiers import fichier
from maillage.dossiers.models import Dossier, EntreeJournal
from tests.cli.conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["haute-loire", "deux-regions"])
def test_dossier_when_imported_then_exported_is_the_same(call, call_json, tmp_path, name):
    source = ROOT / "exemples" / f"{name}.yaml"
    code, found = call_json("dossier", "importer", source)
    assert code == 0
    for form in ("yaml", "json"):
        target = tmp_path / f"rendu.{form}"
        assert call("dossier", "exporter", found["identifiant"], "--vers", target)[0] == 0
        assert fichier.lire(target.read_bytes(), "rendu") == fichier.lire(
            source.read_bytes(), "source"
        )


def test_dossier_when_imported_into_another_replaces_it(call_json, small):
    _, first = call_json("dossier", "importer", ROOT / "exemples/haute-loire.yaml")
    _, second = call_json("dossier", "importer", small, "--dans", first["identifiant"])
    assert second["identifiant"] == first["identifiant"]
    assert [d.nom for d in Dossier.objects.all()] == ["CPTS des Essais"]


def test_account_when_named_carries_the_dossier(call, call_json, small):
    User.objects.create_user("claire@exemple.fr", None, nom="Vezolle")
    code, found = call_json("dossier", "importer", small, "--compte", "Claire@exemple.fr")
    assert (code, found["compte"]) == (0, "claire@exemple.fr")
    User.objects.create_user("autre@exemple.fr", None, nom="Autre")
    code, _, err = call("dossier", "exporter", found["identifiant"], "--compte", "autre@exemple.fr")
    assert code == 2
    assert "n’existe pas" in err


def test_nothing_is_created_when_the_file_is_bad(call, bad_file):
    path, word = bad_file
    code, _, err = call("dossier", "importer", path)
    assert code == 2
    assert word in err
    assert Dossier.objects.count() == 0


def test_dossier_when_unknown_is_said(call, tmp_path):
    assert "aucun dossier" in call("dossier", "exporter", "nimporte")[2]
    assert call("dossier", "lister")[1] == "Aucun dossier dans cette instance.\n"


def test_file_when_it_cannot_be_written_keeps_the_former_one(call, call_json, small, tmp_path):
    _, found = call_json("dossier", "importer", small)
    code, _, err = call(
        "dossier", "exporter", found["identifiant"], "--vers", tmp_path / "x" / "y.yaml"
    )
    assert (code, "introuvable" in err) == (2, True)


def test_journal_when_whole_and_when_touched(call, call_json, small):
    call("dossier", "importer", small)
    code, out, _ = call("journal", "verifier")
    assert (code, "le journal est intact" in out) == (0, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dossiers_entreejournal")
        assert cursor.fetchone()[0] == EntreeJournal.objects.count()
    assert call_json("journal", "verifier")[1] == {
        "lignes": EntreeJournal.objects.count(),
        "ruptures": [],
    }


def test_dossier_when_shared_is_seen_with_that_role(call, call_json, small):
    _, found = call_json("dossier", "importer", small)
    call("compte", "ouvrir", "membre@exemple.fr", "--nom", "Membre")
    code, out, _ = call("dossier", "partager", found["identifiant"], "--avec", "membre@exemple.fr")
    assert (code, out) == (0, "membre@exemple.fr : membre de « CPTS des Essais »\n")
    code, _, err = call(
        "dossier", "partager", found["identifiant"],
        "--avec", "membre@exemple.fr", "--compte", "membre@exemple.fr",
    )  # fmt: skip
    assert (code, "Votre rôle" in err) == (2, True)
