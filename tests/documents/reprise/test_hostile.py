"""Files made to harm, or simply broken: always a sentence in French, never an exception."""

import contextlib
import random
import zipfile
from io import BytesIO

import pytest

from maillage.core.facts import DossierFacts
from maillage.documents.produire import produire
from maillage.documents.reprise import FichierRefuse, lire_communes, lire_membres, reprendre
from tests.documents.faits import ON
from tests.documents.reprise import remplis
from tests.documents.reprise.test_listes import classeur

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paquet(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(document: bytes, **parts: bytes) -> bytes:
    return paquet(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": document, **parts})


def body(inside: str) -> bytes:
    return f"<w:document xmlns:w='{W}'><w:body>{inside}</w:body></w:document>".encode()


ENTITY = (
    b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    b"<w:document xmlns:w='" + W.encode() + b"'><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    b"</w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 rien", "PDF"),
        (b"\xd0\xcf\x11\xe0ancien", "ancien format"),
        (b"{\\rtf1}", "RTF"),
        (b"du texte", "n’est pas un fichier Word"),
        (b"PK\x03\x04abime", "abîmé"),
        (paquet(**{"autre.xml": b"<a/>"}), "n’est pas un fichier Word"),
        (docx(b"<pas du xml"), "abîmé"),
        (docx(ENTITY), "entités"),
        (docx(body(""), **{"word/vbaProject.bin": b"x"}), "macros"),
        (docx(b"<a>" + b" " * 70_000_000 + b"</a>"), "énorme"),
        (docx(body("<w:p/>" * 40_000)), "trop de paragraphes"),
        (docx(body("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>")), "ne ressemble à aucun"),
    ],
)
def test_a_form_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(FichierRefuse) as refused:
        reprendre(data, "fichier.docx")
    assert says in str(refused.value)


def test_broken_files_never_fail_otherwise() -> None:
    chance = random.Random(7)  # noqa: S311 -- the same broken files each time
    letter = remplis.lettre()
    book = classeur([["Nom", "Prénom"], ["FAURE", "Claire"]])
    readers = ((letter, reprendre), (book, lire_membres), (book, lire_communes))
    for _ in range(60):
        for whole, read in readers:
            data = bytearray(whole[: chance.randrange(len(whole))])
            for _ in range(chance.randrange(6)):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
            with contextlib.suppress(FichierRefuse):  # anything else is a failure
                read(bytes(data), "fichier")
        with pytest.raises(FichierRefuse):
            reprendre(chance.randbytes(chance.randrange(500)), "fichier")


@pytest.mark.parametrize(
    "text",
    [
        "A & B <x> {{ nom }} ]]> </w:t>",
        "Freins éventuels",
        "Territoire\n\nFINANCEMENT\n\nCalendrier prévisionnel",
        "مرحبا " * 50 + "مرحبا",
        "x" * 100_000,
        "1. un\n2. deux\n\n- trois\n  - quatre",
    ],
)
def test_a_hostile_answer_comes_back_as_it_was(text: str) -> None:
    dossier = DossierFacts(textes={"historique_demarche": text, "offre_ambulatoire": "Rien."})
    data = produire(dossier, "aura_pre_projet", ["docx"], on=ON)["docx"]
    found = {piece.cible: piece.valeur for piece in reprendre(data, "pre.docx").pieces}
    assert found == {"textes.historique_demarche": text, "textes.offre_ambulatoire": "Rien."}
