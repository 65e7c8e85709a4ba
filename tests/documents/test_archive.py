"""Sets of documents: archives that can be checked, frozen sets that can be produced again."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from maillage.core.facts import Cpts
from maillage.documents import editions as editions_module
from maillage.documents.archive import pack
from maillage.documents.envoi import archiver
from maillage.documents.fige import Fidelite, figer, reproduire
from maillage.documents.lot import Lot, produire_lot
from maillage.documents.produire import FormatInapplicable, TrameInconnue
from maillage.reference.strict import Problems
from tests.documents.faits import ON, VIDE, complet

ASKED = {"lettre_intention": ("docx", "html"), "communes": ("xlsx",)}


def lot() -> Lot:
    return produire_lot(complet(), ASKED, on=ON)


def content(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_archive_holds_every_file_and_its_fingerprint() -> None:
    files = content(archiver(lot()))
    assert list(files) == [
        "LISEZ-MOI.txt",
        "manifeste.json",
        "lettre_intention.docx",
        "lettre_intention.html",
        "communes.xlsx",
    ]
    manifest = json.loads(files["manifeste.json"])
    listed = {
        one["nom"]: (one["sha256"], one["octets"])
        for document in manifest["documents"]
        for one in document["fichiers"]
    }
    assert listed == {
        name: (hashlib.sha256(data).hexdigest(), len(data))
        for name, data in files.items()
        if name not in ("LISEZ-MOI.txt", "manifeste.json")
    }


def test_manifest_says_the_day_and_every_edition() -> None:
    manifest = json.loads(content(archiver(lot()))["manifeste.json"])
    assert (manifest["cpts"], manifest["le"]) == ("CPTS Haut-Allier", "2026-11-22")
    letter, communes = manifest["documents"]
    assert [letter["document"], communes["document"]] == ["lettre_intention", "communes"]
    assert letter["trame"]["depuis"] == "2021-12-20"
    assert len(letter["trame"]["empreinte"]) == 64
    tables = manifest["tables"]
    assert {"cog/communes.tsv", "aci/tailles.yaml", "regles/equipe.yaml"} <= set(
        tables["empreintes"]
    )
    assert tables["millesimes"]["population"] == "2023"


def test_note_is_for_people() -> None:
    note = content(archiver(lot()))["LISEZ-MOI.txt"].decode("utf-8-sig")
    assert note.startswith("CPTS Haut-Allier\r\nDocuments produits le 22 novembre 2026")
    assert "lettre_intention.docx (" in note
    assert "sha256sum" in note
    assert "\n" not in note.replace("\r\n", "")


def test_same_set_gives_the_same_bytes() -> None:
    assert archiver(lot()) == archiver(lot())
    assert pack({"a": b"1", "b": b"2"}) == pack({"a": b"1", "b": b"2"})


def test_archive_of_a_dossier_without_a_name_or_with_a_hostile_one() -> None:
    for name in (None, "", "../../x\ud800<&>\x00"):
        dossier = replace(VIDE, cpts=Cpts(nom=name))
        files = content(archiver(produire_lot(dossier, {"communes": ("xlsx",)}, on=ON)))
        assert list(files) == ["LISEZ-MOI.txt", "manifeste.json", "communes.xlsx"]
        json.loads(files["manifeste.json"])


def test_nothing_is_produced_when_one_document_cannot_be() -> None:
    with pytest.raises(TrameInconnue):
        produire_lot(VIDE, {"communes": ("xlsx",), "inconnu": ("pdf",)}, on=ON)
    with pytest.raises(FormatInapplicable):
        produire_lot(VIDE, {"lettre_intention": ("xlsx",)}, on=ON)


def test_frozen_set_gives_back_the_same_files() -> None:
    first = lot()
    made = reproduire(figer(first))
    assert made.le == ON
    assert made.fichiers == {one.nom: one.contenu for one in first.fichiers}
    assert {one.fidelite for one in made.comparaison.fichiers} == {Fidelite.IDENTIQUE}
    assert (made.comparaison.fidele, made.comparaison.changements) == (True, ())


def test_frozen_set_does_not_depend_on_the_call() -> None:
    assert figer(lot()) == figer(lot())


def test_frozen_set_holds_the_day_of_the_documents_not_today() -> None:
    then = produire_lot(complet(), ASKED, on=date(2025, 1, 31))
    assert reproduire(figer(then)).fichiers["communes.xlsx"] == then.fichiers[2].contenu


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """Return a frozen set as an older Maillage would have written it: other texts, a right seal."""
    text = data.decode()
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    head = text.rpartition(',\n"empreinte": "')[0]
    seal = hashlib.sha256(head.encode()).hexdigest()
    return f'{head},\n"empreinte": "{seal}"\n}}\n'.encode()


def test_table_that_changed_since_is_named() -> None:
    first = lot()
    tables = first.editions.tables
    old = changed(
        figer(first),
        (tables["cog/communes.tsv"], "0" * 64),
        ('"aci/tailles.yaml"', '"aci/anciennes_tailles.yaml"'),
    )
    made = reproduire(old)
    assert made.comparaison.changements == (
        "table retirée depuis : aci/anciennes_tailles.yaml",
        "table ajoutée depuis : aci/tailles.yaml",
        "table modifiée depuis : cog/communes.tsv",
    )
    assert made.comparaison.fidele  # these changes did not touch what the documents say


def test_document_that_would_differ_is_not_given() -> None:
    first = lot()
    letter = first.fichiers[0]
    old = changed(
        figer(first),
        (first.editions.trames["lettre_intention"], "1" * 64),
        (letter.empreinte, "2" * 64),
        (letter.empreinte_contenu, "3" * 64),
    )
    made = reproduire(old)
    assert [one.fidelite for one in made.comparaison.fichiers] == [
        Fidelite.DIFFERENT,
        Fidelite.IDENTIQUE,
        Fidelite.IDENTIQUE,
    ]
    assert made.comparaison.changements == ("formulaire modifié depuis : lettre_intention",)
    assert not made.comparaison.fidele
    assert "lettre_intention.docx" not in made.fichiers


def test_same_words_written_by_other_tools_are_said_so() -> None:
    first = lot()
    openpyxl = first.editions.composants["openpyxl"]
    old = changed(
        figer(first),
        (first.fichiers[2].empreinte, "4" * 64),
        (f'"openpyxl": "{openpyxl}"', '"openpyxl": "2.0"'),
    )
    made = reproduire(old)
    assert made.comparaison.fichiers[2].fidelite is Fidelite.MEME_CONTENU
    assert made.comparaison.changements == ("outil modifié depuis : openpyxl",)
    assert made.comparaison.fidele


def test_document_that_no_longer_exists_is_named() -> None:
    old = changed(figer(lot()), ('"lettre_intention"', '"lettre_ancienne"'))
    made = reproduire(old)
    assert made.comparaison.fichiers[0].fidelite is Fidelite.IMPOSSIBLE
    assert made.comparaison.changements == ("document disparu depuis : lettre_ancienne",)
    assert list(made.fichiers) == ["communes.xlsx"]


NOT_WHOLE = {
    "empty": lambda _: b"",
    "other_json": lambda _: b"{}",
    "only_its_name": lambda _: b'{"format": "maillage-dossier-fige"}',
    "text": lambda _: b"pas du json",
    "altered": lambda data: data.replace(b"Haut-Allier", b"Bas-Allier"),
    "cut": lambda data: data[:-200],
    "later_format": lambda data: changed(data, ('"version": 1,\n  "le"', '"version": 2,\n  "le"')),
    "no_day": lambda data: changed(data, ('"le": "2026-11-22"', '"le": "hier"')),
}


@pytest.mark.parametrize("case", sorted(NOT_WHOLE))
def test_what_is_not_a_whole_frozen_set_is_refused(case: str) -> None:
    with pytest.raises(Problems):
        reproduire(NOT_WHOLE[case](figer(lot())))


def test_every_data_file_of_the_house_is_fingerprinted() -> None:
    made = editions_module.editions(VIDE, ["communes"], on=ON)
    assert len(made.tables) > 20
    assert not any(name.startswith("trames/") for name in made.tables)
    assert set(made.trames) == {"communes"}
    assert "inconnue" not in {made.logiciel, *made.composants.values()}
