"""`maillage produire --modele`: an agency's Word model among the documents of a dossier."""

import json
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument

from maillage.documents.modeles import controle
from maillage.instruction.actions.publish_modele import publish_modele
from maillage.instruction.actions.upload_modele import upload_modele
from maillage.instruction.actions.withdraw_modele import withdraw_modele
from tests.factories import ON, MembreAgenceFactory
from tests.word import BON, HOSTILES, modele

DAY = ("--le", "2026-11-22")
WHEN = {"on": ON, "at": datetime(2026, 11, 22, tzinfo=UTC)}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Fiche ARS.docx"
    path.write_bytes(BON)
    return path


def test_a_model_when_given_is_filled_alone(call, file, small, tmp_path):
    target = tmp_path / "s"
    assert call("produire", small, "--vers", target, "--modele", file, *DAY)[0] == 0
    assert [path.name for path in target.iterdir()] == ["modele_fiche_ars.docx"]
    word = WordDocument(str(target / "modele_fiche_ars.docx"))
    assert word.paragraphs[1].text == "Dossier de CPTS des Essais"


@pytest.mark.parametrize("data", [HOSTILES["macros"], modele("{{ cpts.non }}")])
def test_a_model_when_it_cannot_serve_stops_the_call(call, file, small, tmp_path, data):
    file.write_bytes(data)
    code, _, error = call("produire", small, "--vers", tmp_path / "s", "--modele", file)
    assert (code, "Fiche ARS.docx" in error) == (2, True)
    assert not (tmp_path / "s").exists()


def test_a_model_when_the_state_is_asked_says_what_is_empty(call_json, file, small):
    code, said = call_json("produire", small, "--etat", "--modele", file, *DAY)
    found = next(one for one in said["documents"] if one["document"] == "modele_fiche_ars")
    assert code == 1
    assert {bloc["cle"]: bloc["etat"] for bloc in found["blocs"]} == {
        "cpts.nom": "rempli",
        "textes.freins": "rempli",
        "equipe": "vide",
    }
    assert found["blocs"][2]["a_remplir"] == ["equipe"]


def test_a_model_when_frozen_is_bound_by_its_fingerprint(call, call_json, file, small, tmp_path):
    frozen, back = tmp_path / "depot.json", tmp_path / "retour"
    asked = ("--document", "lettre_intention", "--format", "docx", "--modele", file)
    call("produire", small, "--vers", tmp_path / "a", "--figer", frozen, *asked, *DAY)
    (said,) = json.loads(frozen.read_text())["modeles"]
    assert (said["document"], said["version"], len(said["empreinte"])) == (
        "modele_fiche_ars", 1, 64,
    )  # fmt: skip
    again = ("produire", "--depuis-fige", frozen, "--vers", back)
    code, found = call_json(*again)
    assert (code, found["fichiers"][1]["fidelite"]) == (1, "impossible")
    assert "modèle Word introuvable" in found["changements"][0].replace("\u00a0", " ")
    code, found = call_json(*again, "--modele", file)
    assert (code, {one["fidelite"] for one in found["fichiers"]}) == (0, {"identique"})
    assert (back / "modele_fiche_ars.docx").read_bytes() == (
        tmp_path / "a" / "modele_fiche_ars.docx"
    ).read_bytes()
    file.write_bytes(modele("{{ cpts.nom }}"))  # another file is not the one that was deposited
    assert call_json(*again, "--modele", file)[0] == 1


@pytest.fixture
def publie(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    member = MembreAgenceFactory()
    who = {"agence": member.agence, "by": member.user, **WHEN}
    version = upload_modele(
        identifiant="fiche", titre="Fiche", etape=None, edition=ON, modele=controle(BON), **who
    )
    return publish_modele(version=version, **who), who


def test_published_models_when_asked_join_the_documents(call, call_json, publie, small, tmp_path):
    version, who = publie
    archive, frozen, back = tmp_path / "e.zip", tmp_path / "d.json", tmp_path / "retour"
    asked = ("produire", small, "--format", "docx", "--modeles-publies", *DAY)
    assert call(*asked, "--zip", archive, "--figer", frozen)[0] == 0
    with ZipFile(archive) as content:
        assert {"lettre_intention.docx", "modele_fiche.docx"} <= set(content.namelist())
    withdraw_modele(version=version, **who)
    again = ("produire", "--depuis-fige", frozen, "--vers", back, "--modeles-publies")
    assert call_json(*again)[0] == 0  # withdrawn since, and found all the same
    version.fichier.storage.delete(version.fichier.name)
    assert call_json(*again)[0] == 1


def test_a_published_model_when_its_file_is_lost_is_named(call, publie, small, tmp_path):
    version, _ = publie
    version.fichier.storage.delete(version.fichier.name)
    asked = ("--document", "communes", "--format", "xlsx", "--modeles-publies")
    code, out, error = call("produire", small, "--vers", tmp_path / "s", *asked, *DAY)
    assert (code, "communes.xlsx" in out) == (1, True)
    assert "« Fiche » n’est pas produit" in error
