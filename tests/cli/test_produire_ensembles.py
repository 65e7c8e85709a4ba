"""`maillage produire`: archives, the state of the documents, frozen sets."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.cli.conftest import ROOT

DAY = ("--le", "2026-11-22")
COMMUNES = ("--document", "communes", "--format", "xlsx")


def keys(value: object) -> set[str]:
    """Return every key of a JSON value, at any depth, except the names of data files and tools."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if not isinstance(value, dict):
        return set()
    free = {"composants", "empreintes", "millesimes"}
    inside = {key for name, item in value.items() if name not in free for key in keys(item)}
    return set(value) | inside


def documented() -> set[str]:
    return set(re.findall(r"`(\w+)`", (ROOT / "docs/commande-produire.md").read_text()))


def test_tables_when_a_spreadsheet_is_asked_without_a_document(call, small, tmp_path):
    code, _out, err = call("produire", small, "--format", "xlsx", "--vers", tmp_path / "s", *DAY)
    assert (code, err) == (0, "")
    assert {path.suffix for path in (tmp_path / "s").iterdir()} == {".xlsx"}
    assert {"communes.xlsx", "calendrier_lettre.xlsx"} <= {
        p.name for p in (tmp_path / "s").iterdir()
    }


def test_spreadsheet_when_the_document_is_not_a_table_is_refused(call, small, tmp_path):
    code, _, err = call(
        "produire", small, "--vers", tmp_path / "s", "--document", "communes", "lettre_intention",
        "--format", "xlsx",
    )  # fmt: skip
    assert code == 2
    assert "« lettre_intention » n’est pas un tableau" in err
    assert "communes" in err
    assert not (tmp_path / "s").exists()


def test_archive_when_asked_holds_everything_and_says_it(call_json, call, small, tmp_path):
    archive = tmp_path / "loin" / "envoi.zip"
    asked = ("produire", small, "--format", "docx,pdf,xlsx", "--zip", archive, *DAY)
    code, said = call_json(*asked)
    assert (code, said) == (0, {"zip": str(archive)})
    first = archive.read_bytes()
    with ZipFile(BytesIO(first)) as content:
        names = content.namelist()
        manifest = json.loads(content.read("manifeste.json"))
    assert names[:2] == ["LISEZ-MOI.txt", "manifeste.json"]
    listed = [one["nom"] for document in manifest["documents"] for one in document["fichiers"]]
    assert names[2:] == listed
    assert {"lettre_intention.docx", "lettre_intention.pdf", "communes.xlsx"} <= set(listed)
    call(*asked)
    assert archive.read_bytes() == first


def test_state_when_asked_says_where_to_go_on(call, small):
    code, out, err = call("produire", small, "--etat", *DAY)
    assert (code, err) == (1, "")
    assert "CPTS des Essais : état des documents au 22/11/2026" in out
    assert "→ equipe" in out
    assert "Légende" in out


def test_state_when_everything_is_filled_is_well(call):
    code, out, _ = call(
        "produire", ROOT / "exemples/haute-loire.yaml", "--etat", "--document", "lettre_intention"
    )
    assert code == 0
    assert "100 %" in out
    assert "Rien ne reste à remplir ni à reprendre." in out


def test_state_for_a_machine_counts_every_item_and_is_documented(call_json):
    code, found = call_json("produire", ROOT / "exemples/deux-regions.yaml", "--etat", *DAY)
    assert code == 1
    assert keys(found) <= documented()
    letter = next(one for one in found["documents"] if one["document"] == "lettre_intention")
    states = [bloc["etat"] for bloc in letter["blocs"]]
    counted = {name: states.count(name) for name in ("rempli", "partiel", "vide", "calcule")}
    broken = sum(bool(bloc["contredit"]) for bloc in letter["blocs"])
    assert letter["compte"] == {**counted, "contredit": broken}
    assert broken > 0
    named = {code for bloc in letter["blocs"] for code in bloc["contredit"]}
    assert named <= {one["code"] for one in letter["contradictions"]}


def test_state_of_a_later_document_counts_what_was_typed_before(call_json):
    example = ROOT / "exemples/haute-loire.yaml"
    _, found = call_json("produire", example, "--etat", "--document", "aura_pre_projet", *DAY)
    (one,) = found["documents"]
    asked = one["rubriques"]
    spared = len(asked["deja_saisies"]) + len(asked["calculees"])
    assert "equipe_membres" in asked["deja_saisies"]
    assert asked["part_sans_saisie"] == 100 * spared // asked["demandees"] > 40


def test_frozen_set_when_produced_again_is_the_same(call, call_json, small, tmp_path):
    frozen = tmp_path / "depot.json"
    call("produire", small, "--vers", tmp_path / "un", "--figer", frozen, *DAY, *COMMUNES)
    code, said = call_json("produire", "--depuis-fige", frozen, "--vers", tmp_path / "deux")
    assert code == 0
    path = tmp_path / "deux" / "communes.xlsx"
    assert said == {
        "le": "2026-11-22",
        "fidele": True,
        "fichiers": [{"nom": "communes.xlsx", "fidelite": "identique", "chemin": str(path)}],
        "changements": [],
    }
    assert keys(said) <= documented()
    assert path.read_bytes() == (tmp_path / "un" / "communes.xlsx").read_bytes()


def test_frozen_set_when_altered_is_refused(call, small, tmp_path):
    frozen = tmp_path / "depot.json"
    call("produire", small, "--figer", frozen, *DAY, *COMMUNES)
    frozen.write_bytes(frozen.read_bytes().replace(b"Essais", b"Autres"))
    code, _, err = call("produire", "--depuis-fige", frozen, "--vers", tmp_path / "s")
    assert (code, "modifié" in err) == (2, True)
    assert not (tmp_path / "s").exists()


def test_manifest_keys_are_documented(call, small, tmp_path):
    call("produire", small, "--zip", tmp_path / "z.zip", *COMMUNES, *DAY)
    with ZipFile(tmp_path / "z.zip") as content:
        assert keys(json.loads(content.read("manifeste.json"))) <= documented()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "il manque DOSSIER.yaml"),
        (("D",), "il manque où écrire"),
        (("D", "--etat", "--vers", "s"), "--etat n’écrit aucun fichier"),
        (("--depuis-fige", "f.json"), "attend aussi --vers"),
        (("D", "--depuis-fige", "f.json", "--vers", "s"), "ne va pas avec DOSSIER.yaml"),
        (("D", "--vers", "s", "--format", ","), "--format attend"),
    ],
)
def test_call_when_it_makes_no_sense_is_explained(call, small, words, expected):
    code, _, err = call("produire", *(small if word == "D" else word for word in words))
    assert (code, expected in err) == (2, True)
