"""The history of a text: nothing hidden, everything comparable, everything restorable."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers.models import Texte, VersionEcartee, VersionTexte
from maillage.web import clock
from maillage.web.equipe.redaction.versions import seances
from tests.web.conftest import Monde, texte_de
from tests.web.test_textes import clash, kept, write


def texte(monde: Monde) -> Texte:
    return Texte.objects.get(dossier=monde.dossier, rubrique="freins")


def test_the_last_versions_lead_to_all_of_them(monde: Monde) -> None:
    for version in range(7):
        write(monde, f"Texte {version}.", version)
    page = texte_de(monde.get("texte", "freins"))
    assert "Version 7" in page
    assert "Version 3" in page
    assert "Version 2" not in page
    assert monde.url("texte_versions", "freins") in page


def test_versions_of_one_sitting_are_gathered_and_none_is_hidden(monde: Monde) -> None:
    for version, who in enumerate(["porteur", "porteur", "membre", "porteur"]):
        write(monde, f"Texte {version}.", version, who)
    page = texte_de(monde.get("texte_versions", "freins", who="lecteur"))
    assert "4 versions gardées" in page
    assert "Versions 1 à 2" in page
    assert "Les 2 enregistrements" in page
    for version in range(1, 5):
        assert f"a={version}" in page


def test_a_long_silence_begins_another_sitting(monde: Monde) -> None:
    at = clock.now()
    moments = (0, 10, 35, 70)
    rows = [
        VersionTexte(numero=4 - rank, auteur=monde.porteur, at=at - timedelta(minutes=minutes))
        for rank, minutes in enumerate(moments)
    ]
    found = seances(rows)
    assert [(one.premiere.numero, one.derniere.numero, one.avant) for one in found] == [
        (2, 4, 1),
        (1, 1, 0),
    ]


def test_what_changes_from_one_version_to_another(monde: Monde) -> None:
    write(monde, "Le temps manque.", 0)
    write(monde, "Le temps médical manque <ici>.", 1)
    page = texte_de(monde.get("texte_comparer", "freins", de="1", a="2"))
    assert "2 mots ajoutés, 0 mot retiré." in page
    assert "[ajouté : </span>médical <span" in page
    assert "&lt;ici&gt;" in page
    assert "Revenir à ce texte" in page
    assert "Revenir à ce texte" not in texte_de(
        monde.get("texte_comparer", "freins", who="lecteur", de="1", a="2")
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Un.", "Un.", "Les deux textes sont les mêmes."),
        ("Un.", "Un. ", "Seuls des blancs changent."),
        ("Un.", "", "0 mot ajouté, 1 mot retiré."),
    ],
)
def test_what_changes_in_words(monde: Monde, before: str, after: str, said: str) -> None:
    write(monde, before, 0)
    write(monde, after + "x", 1)
    write(monde, after, 2)
    assert said in texte_de(
        monde.get("texte_comparer", "freins", de="1", a=str(texte(monde).version))
    )


def test_the_first_version_comes_from_nothing(monde: Monde) -> None:
    write(monde, "Un.", 0)
    page = texte_de(monde.get("texte_comparer", "freins"))
    assert "De rien encore d’écrit à la version 1" in page


def test_a_text_kept_aside_is_in_the_history_of_everyone(monde: Monde) -> None:
    clash(monde)
    code = f"c{VersionEcartee.objects.get().pk}"
    page = texte_de(monde.get("texte_versions", "freins", who="lecteur"))
    assert "Mis de côté devant la version 2" in page
    compared = texte_de(monde.get("texte_comparer", "freins", who="lecteur", de="2", a=code))
    assert "soignant" in compared
    assert "le texte mis de côté" in compared


def test_a_text_put_together_is_in_the_history(monde: Monde) -> None:
    write(monde, "Un.\n\nDeux.", 0)
    write(monde, "Un vrai.\n\nDeux.", 1)
    write(monde, "Un.\n\nDeux mots.", 1, "membre")
    assert "Réuni avec un autre texte dans la version 3" in texte_de(
        monde.get("texte_versions", "freins")
    )


def test_an_older_version_comes_back_as_a_new_one(monde: Monde) -> None:
    for version, text in enumerate(["Un.", "Deux."]):
        write(monde, text, version)
    response = monde.post("texte_revenir", "freins", quoi="1", version="2")
    assert response["Location"] == monde.url("texte", "freins")
    assert (kept(monde), texte(monde).version) == ("Un.", 3)
    assert "reprend la version 1" in texte_de(monde.get("texte", "freins"))


def test_a_version_brought_back_over_what_someone_just_wrote_is_a_choice(monde: Monde) -> None:
    for version, text in enumerate(["Un.", "Deux.", "Trois."]):
        write(monde, text, version)
    response = monde.post("texte_revenir", "freins", quoi="1", version="2")
    assert "de-cote" in response["Location"]
    assert kept(monde) == "Trois."


@pytest.mark.parametrize("code", ["", "x", "9", "c9", "c0", "-1", "1" * 30, "\u0661"])
def test_a_state_that_is_not_there(monde: Monde, code: str) -> None:
    write(monde, "Un.", 0)
    assert monde.get("texte_comparer", "freins", de=code, a="1").status_code == 404
    assert monde.post("texte_revenir", "freins", quoi=code, version="1").status_code == 404
    assert monde.post("texte_revenir", "freins", quoi="1", version=code).status_code == (
        302 if code == "9" else 404
    )


def test_the_pages_of_a_text_that_nobody_wrote(monde: Monde) -> None:
    for page in ("texte_versions", "texte_comparer"):
        assert monde.get(page, "freins").status_code == 404


def test_the_history_costs_the_same_with_many_versions(monde: Monde) -> None:
    clash(monde)
    monde.get("texte_versions", "freins")
    with CaptureQueriesContext(connection) as few:
        monde.get("texte_versions", "freins")
    row = texte(monde)
    VersionTexte.objects.bulk_create(
        VersionTexte(texte=row, numero=n, contenu=f"{n}", auteur=monde.membre)
        for n in range(3, 300)
    )
    VersionEcartee.objects.bulk_create(
        VersionEcartee(
            texte=row, motif="conflit", depart=1, courante=2, contenu="", auteur=monde.membre
        )
        for n in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        page = texte_de(monde.get("texte_versions", "freins"))
    assert len(many) == len(few)
    assert "Versions 240 à 299" in page
    assert "?avant=240" in page
    older = texte_de(monde.get("texte_versions", "freins", avant="240"))
    assert "à 239" in older
    aside = page.split("?cote=")[1].split("#")[0]
    assert monde.get("texte_versions", "freins", cote=aside).status_code == 200
