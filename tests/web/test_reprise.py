"""Coming back from Word and from spreadsheets: compare, choose, and only then write."""

import base64
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from maillage.documents.produire import produire
from maillage.dossiers import facts
from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.models import Dossier
from tests.factories import ON
from tests.web.conftest import Monde, texte_de

MEMBERS = "Nom;Prénom;Profession\nMartin;Zoé;infirmière\nDURAND;Paul;infirmier\n".encode()


def envoi(monde: Monde, name: str, data: bytes, nature: str = "formulaire") -> Any:
    return monde.post("reprise", fichier=SimpleUploadedFile(name, data), nature=nature)


def cachees(response: Any) -> dict[str, str]:
    """The hidden fields of the page of choices."""
    return dict(
        re.findall(r'name="(nature|nom|contenu)" value="([^"]*)"', response.content.decode())
    )


def cochees(response: Any) -> list[str]:
    return [
        value
        for value, rest in re.findall(
            r'name="prendre"\s+value="([0-9a-f]+)"([^>]*)>', response.content.decode()
        )
        if "checked" in rest
    ]


@pytest.fixture
def lettre(exemple: Dossier) -> bytes:
    return produire(facts.of(exemple), "lettre_intention", ["docx"], on=ON)["docx"]


def test_a_letter_is_compared_before_anything_is_written(monde: Monde, lettre: bytes) -> None:
    before = facts.of(monde.relu())
    response = envoi(monde, "lettre.docx", lettre)
    page = texte_de(response)
    assert response.status_code == 200
    assert "Rien n’est encore écrit" in page
    assert "CPTS Sucs et Mézenc" in page
    assert "Différent" in page
    assert facts.of(monde.relu()) == before


def test_what_is_ticked_enters_and_nothing_is_overwritten(monde: Monde, lettre: bytes) -> None:
    shown = envoi(monde, "lettre.docx", lettre)
    response = monde.post("reprise", **cachees(shown), prendre=cochees(shown))
    assert response.status_code == 302
    kept = facts.of(monde.relu())
    assert kept.cpts.nom == "CPTS du Velay"  # another name was held: it was not ticked
    assert kept.textes
    assert len(kept.equipe or ()) > 1


def test_nothing_ticked_writes_nothing(monde: Monde, lettre: bytes) -> None:
    shown = envoi(monde, "lettre.docx", lettre)
    before = monde.relu().journal_numero
    page = texte_de(monde.post("reprise", **cachees(shown)))
    assert "Rien n’a été pris" in page
    assert monde.relu().journal_numero == before


def test_an_answer_given_meanwhile_is_not_overwritten(monde: Monde, lettre: bytes) -> None:
    shown = envoi(monde, "lettre.docx", lettre)
    rubrique = "freins"
    save_texte(
        dossier=monde.dossier, rubrique=rubrique, contenu="Mon texte", version=0,
        by=monde.porteur, on=ON,
    )  # fmt: skip
    monde.post("reprise", **cachees(shown), prendre=cochees(shown))
    assert facts.of(monde.relu()).textes[rubrique] == "Mon texte"


def test_members_of_a_spreadsheet(monde: Monde) -> None:
    shown = envoi(monde, "membres.csv", MEMBERS, "membres")
    assert "1 élément à décider" in texte_de(shown)
    monde.post("reprise", **cachees(shown), prendre=cochees(shown))
    names = [(one.prenom, one.nom) for one in facts.of(monde.relu()).equipe or ()]
    assert names == [("Paul", "Durand"), ("Zoé", "Martin")]


def test_members_of_a_workbook(monde: Monde) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Liste des membres",), ("Nom", "Prénom"), ("Martin", "Zoé")):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    shown = envoi(monde, "membres.xlsx", out.getvalue(), "membres")
    monde.post("reprise", **cachees(shown), prendre=cochees(shown))
    names = [(one.prenom, one.nom) for one in facts.of(monde.relu()).equipe or ()]
    assert names == [("Paul", "Durand"), ("Zoé", "Martin")]


def test_communes_of_a_spreadsheet(monde: Monde) -> None:
    shown = envoi(monde, "communes.csv", b"Code Insee;Commune\n43268;Yssingeaux\n", "communes")
    monde.post("reprise", **cachees(shown), prendre=cochees(shown))
    codes = [one.code for one in facts.of(monde.relu()).territoire.communes or ()]
    assert codes == ["43157", "43268"]


def test_a_text_without_a_place_is_placed_by_hand(monde: Monde, exemple: Dossier) -> None:
    made = produire(facts.of(exemple), "aura_pre_projet", ["docx"], on=ON)["docx"]
    import io

    document = Document(io.BytesIO(made))
    document.paragraphs[0].insert_paragraph_before(
        "Un passage que personne n’attend ici, écrit à la main."
    )
    out = io.BytesIO()
    document.save(out)
    shown = envoi(monde, "pre-projet.docx", out.getvalue())
    page = texte_de(shown)
    assert "Textes à placer" in page
    number = re.search(r'name="(place_\d+)"', page)
    assert number
    monde.post("reprise", **cachees(shown), **{number.group(1): "freins"})
    assert facts.of(monde.relu()).textes["freins"].strip()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("lettre.pdf", b"%PDF-1.7 rien", "est un PDF"),
        ("lettre.docx", b"PK\x03\x04 abime", "abîmé"),
        ("lettre.docx", b"du texte", "n’est pas un fichier"),
        ("vieux.doc", b"\xd0\xcf\x11\xe0" + b"0" * 99, "ancien format"),
    ],
)
def test_a_file_is_judged_by_what_it_holds(
    monde: Monde, name: str, data: bytes, words: str
) -> None:
    response = envoi(monde, name, data)
    assert response.status_code == 422
    assert words in texte_de(response)


def test_a_heavy_file_is_refused(monde: Monde) -> None:
    response = envoi(monde, "gros.docx", b"0" * 10_000_001)
    assert response.status_code == 422
    assert "trop lourd" in texte_de(response)


def test_no_file_at_all(monde: Monde) -> None:
    response = monde.post("reprise", nature="formulaire")
    assert "Choisissez un fichier." in texte_de(response)


@pytest.mark.parametrize(
    "data",
    [
        {"contenu": "pas du base64 !", "nature": "formulaire"},
        {"contenu": base64.b64encode(b"rien").decode(), "nature": "membres"},
        {"contenu": base64.b64encode(b"PK rien").decode(), "nature": "formulaire"},
        {"contenu": "", "nature": "formulaire"},
        {"contenu": base64.b64encode(b"PK rien").decode(), "nature": "autre"},
    ],
)
def test_a_page_that_was_tampered_with_writes_nothing(monde: Monde, data: dict[str, str]) -> None:
    before = monde.relu().journal_numero
    response = monde.post("reprise", nom="x", prendre="0" * 20, **data)
    assert response.status_code == 200
    assert monde.relu().journal_numero == before


def test_the_file_travels_without_its_pictures(monde: Monde, lettre: bytes) -> None:
    shown = envoi(monde, "lettre.docx", lettre)
    carried = base64.b64decode(cachees(shown)["contenu"])
    assert b"docProps/thumbnail" not in carried
    assert carried.startswith(b"PK")
