"""Texts: written, kept in versions, never overwritten."""

from maillage.dossiers.models import Texte
from tests.web.conftest import Monde, texte_de


def kept(monde: Monde) -> str | None:
    return Texte.objects.get(dossier=monde.dossier, rubrique="freins").contenu


def test_write_a_text_and_read_it_again(monde: Monde) -> None:
    monde.post("texte", "freins", contenu="Le temps manque.", version="0")
    assert kept(monde) == "Le temps manque."
    assert "« Freins éventuels » est enregistré." in texte_de(monde.get("texte", "freins"))
    assert "Écrit" in texte_de(monde.get("textes"))


def test_a_text_keeps_its_spaces_and_lines(monde: Monde) -> None:
    monde.post("texte", "freins", contenu="  - un\r\n  - deux\n", version="0")
    assert kept(monde) == "  - un\n  - deux\n"


def test_an_unknown_text_is_not_there(monde: Monde) -> None:
    assert monde.get("texte", "rien").status_code == 404


def test_which_documents_use_a_text_is_said(monde: Monde) -> None:
    assert (
        "Lettre d’intention"
        in texte_de(monde.get("texte", "freins")).split("Ce texte sert dans")[1]
    )


def test_two_people_write_the_same_text(monde: Monde) -> None:
    monde.post("texte", "freins", contenu="Le sien.", version="0")
    response = monde.post("texte", "freins", contenu="Le mien.", version="0", who="membre")
    page = texte_de(response)
    assert response.status_code == 409
    assert "Ce texte a changé pendant que vous écriviez" in page
    assert page.count("Le sien.") >= 1
    assert page.count("Le mien.") == 2  # shown, and in the field
    assert kept(monde) == "Le sien."
    assert 'name="version" value="1"' in page
    monde.post("texte", "freins", contenu="Les deux.", version="1", who="membre")
    assert kept(monde) == "Les deux."


def test_every_version_is_kept_and_can_come_back(monde: Monde) -> None:
    for version, text in enumerate(["Un.", "Deux."]):
        monde.post("texte", "freins", contenu=text, version=str(version))
    page = texte_de(monde.get("texte", "freins"))
    assert "2 versions gardées" in page
    assert "Revenir à la version 1" in page
    monde.post("texte", "freins", contenu="Un.", version="2")
    assert kept(monde) == "Un."


def test_the_same_click_twice_writes_one_version(monde: Monde) -> None:
    for _ in range(2):
        monde.post("texte", "freins", contenu="Un.", version="0")
    assert Texte.objects.get(dossier=monde.dossier, rubrique="freins").version == 1


def test_a_text_that_is_too_long_is_kept_on_the_page(monde: Monde) -> None:
    response = monde.post("texte", "freins", contenu="x" * 100_001, version="0")
    assert response.status_code == 422
    assert "x" * 100_001 in response.content.decode()


def test_a_reader_reads_without_a_field(monde: Monde) -> None:
    monde.post("texte", "freins", contenu="<b>Gras</b> & net", version="0")
    page = monde.get("texte", "freins", who="lecteur").content.decode()
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; net" in page
    assert "<textarea" not in page
