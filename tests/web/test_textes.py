"""Texts without JavaScript: written, put together, kept in versions, never overwritten."""

import pytest

from maillage.dossiers.models import Texte, VersionEcartee
from tests.web.conftest import Monde, texte_de


def kept(monde: Monde) -> str | None:
    return Texte.objects.get(dossier=monde.dossier, rubrique="freins").contenu


def write(monde: Monde, contenu: str, version: int, who: str = "porteur") -> str:
    """Send the form, and return where it leads."""
    response = monde.post("texte", "freins", who=who, contenu=contenu, version=str(version))
    assert response.status_code == 302
    return str(response["Location"])


def clash(monde: Monde) -> str:
    """Two people change the same words; return the page where the second one chooses."""
    write(monde, "Le temps manque.", 0)
    write(monde, "Le temps médical manque.", 1)
    return write(monde, "Le temps soignant manque.", 1, "membre")


def test_write_a_text_and_read_it_again(monde: Monde) -> None:
    write(monde, "Le temps manque.", 0)
    assert kept(monde) == "Le temps manque."
    page = texte_de(monde.get("texte", "freins"))
    assert "« Freins éventuels » est enregistré." in page
    assert "Enregistré aujourd’hui" in page or "Enregistré le" in page
    assert "3 mots" in page
    assert "Écrit" in texte_de(monde.get("textes"))


def test_a_text_keeps_its_spaces_and_lines(monde: Monde) -> None:
    write(monde, "  - un\r\n  - deux\n", 0)
    assert kept(monde) == "  - un\n  - deux\n"


def test_an_unknown_text_is_not_there(monde: Monde) -> None:
    assert monde.get("texte", "rien").status_code == 404


def test_which_documents_use_a_text_is_said(monde: Monde) -> None:
    page = texte_de(monde.get("texte", "freins"))
    assert "Lettre d’intention" in page.split("Ce texte sert dans")[1]


def test_two_people_write_in_two_places(monde: Monde) -> None:
    write(monde, "Un.\n\nDeux.", 0)
    write(monde, "Un vrai.\n\nDeux.", 1)
    assert write(monde, "Un.\n\nDeux mots.", 1, "membre") == monde.url("texte", "freins")
    assert kept(monde) == "Un vrai.\n\nDeux mots."
    page = texte_de(monde.get("texte", "freins", who="membre"))
    assert f"réuni avec ce que {monde.porteur} a écrit entre-temps" in page


def test_two_people_change_the_same_words(monde: Monde) -> None:
    chosen = clash(monde)
    page = texte_de(monde.clients["membre"].get(chosen))
    assert "Choisir entre deux textes" in page
    assert "1 mot ajouté, 1 mot retiré" in page
    assert "médical" in page.split("<del>")[1].split("</del>")[0]
    assert "soignant" in page.split("<ins>")[1].split("</ins>")[0]
    assert "Le temps médical manque. Le temps soignant manque.</textarea>" in page
    assert kept(monde) == "Le temps médical manque."
    assert "attend votre choix" in texte_de(monde.get("texte", "freins", who="membre"))
    assert "attend votre choix" not in texte_de(monde.get("texte", "freins"))


def test_keep_mine(monde: Monde) -> None:
    clash(monde)
    code = f"c{VersionEcartee.objects.get().pk}"
    monde.post("texte_revenir", "freins", who="membre", quoi=code, version="2")
    assert kept(monde) == "Le temps soignant manque."
    assert "attend votre choix" not in texte_de(monde.get("texte", "freins", who="membre"))


def test_keep_theirs(monde: Monde) -> None:
    clash(monde)
    aside = VersionEcartee.objects.get()
    response = monde.post("texte_regler", "freins", aside.pk, who="membre")
    assert response["Location"] == monde.url("texte", "freins")
    page = texte_de(monde.get("texte", "freins", who="membre"))
    assert "Le vôtre reste dans les versions" in page
    assert "attend votre choix" not in page
    assert kept(monde) == "Le temps médical manque."


def test_keep_both_put_right_by_hand(monde: Monde) -> None:
    clash(monde)
    write(monde, "Le temps médical et soignant manque.", 2, "membre")
    assert kept(monde) == "Le temps médical et soignant manque."


def test_the_choice_is_shown_to_its_author_only(monde: Monde) -> None:
    chosen = clash(monde)
    assert monde.get("texte_departager", "freins", 999).status_code == 404
    assert monde.clients["porteur"].get(chosen).status_code == 404
    assert monde.post("texte_regler", "freins", 999).status_code == 404


def test_two_people_begin_the_same_text(monde: Monde) -> None:
    write(monde, "Le sien.", 0)
    page = texte_de(monde.clients["membre"].get(write(monde, "Le mien.", 0, "membre")))
    assert "Le sien. Le mien.</textarea>" in page


def test_the_same_click_twice_writes_one_version(monde: Monde) -> None:
    for _ in range(2):
        write(monde, "Un.", 0)
    assert Texte.objects.get(dossier=monde.dossier, rubrique="freins").version == 1


def test_a_text_that_is_too_long_is_kept_on_the_page(monde: Monde) -> None:
    response = monde.post("texte", "freins", contenu="x" * 100_001, version="0")
    assert response.status_code == 422
    assert "x" * 100_001 in response.content.decode()


def test_a_line_end_counts_for_one_character(monde: Monde) -> None:
    write(monde, "a\r\n" * 50_000, 0)
    assert len(kept(monde) or "") == 100_000


@pytest.mark.parametrize("version", ["99999999999999999999", "7"])
def test_a_version_that_never_was_loses_nothing(monde: Monde, version: str) -> None:
    write(monde, "Un.", 0)
    assert "de-cote" in write(monde, "Deux.", version)  # type: ignore[arg-type]  # as a form would


def test_a_character_that_cannot_be_kept_is_said(monde: Monde) -> None:
    response = monde.post("texte", "freins", contenu="a\0b", version="0")
    assert response.status_code == 422


def test_a_reader_reads_without_a_field(monde: Monde) -> None:
    write(monde, "<b>Gras</b> & net", 0)
    page = monde.get("texte", "freins", who="lecteur").content.decode()
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; net" in page
    assert "<textarea" not in page
    empty = texte_de(monde.get("texte", "methodologie_travail", who="lecteur"))
    assert "Rien n’est encore écrit." in empty
