"""What the page of a text sends by itself, and the few words that come back."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers.models import Presence, Texte, VersionEcartee
from maillage.web import clock
from maillage.web.equipe.redaction.presents import dans_le_dossier, phrase
from tests.web.conftest import Monde, texte_de


def send(monde: Monde, contenu: str, version: int, who: str = "porteur", **more: object) -> dict:
    response = monde.post(
        "texte_enregistrer", "freins", who=who, contenu=contenu, version=version, **more
    )
    found: dict = response.json()
    return {"statut": response.status_code, **found}


def seen(monde: Monde, who: str, **data: str) -> dict:
    found: dict = monde.post("texte_suivre", "freins", who=who, **data).json()
    return found


def test_a_text_saved_by_itself(monde: Monde) -> None:
    found = send(monde, "Un\r\nDeux", 0)
    assert found["phrase"].startswith("Enregistré à ")
    del found["phrase"]
    assert found == {
        "statut": 200,
        "etat": "enregistre",
        "version": 1,
        "ecartee": None,
        "derniere": 1,
        "contenu": None,
    }
    assert Texte.objects.get(dossier=monde.dossier).contenu == "Un\nDeux"


def test_a_text_put_together_comes_back_whole(monde: Monde) -> None:
    send(monde, "Un.\n\nDeux.", 0)
    send(monde, "Un vrai.\n\nDeux.", 1, "membre")
    found = send(monde, "Un.\n\nDeux mots", 1)
    assert found["contenu"] == "Un vrai.\n\nDeux mots"
    assert (found["etat"], found["derniere"], found["version"]) == ("fusionne", 3, 1)
    assert f"réuni avec ce que {monde.membre} a écrit entre-temps" in found["phrase"]
    again = send(monde, "Un.\n\nDeux mots de plus", 1, ecartee=found["ecartee"])
    assert again["contenu"] == "Un vrai.\n\nDeux mots de plus"


def test_a_text_put_together_with_nothing_new_since(monde: Monde) -> None:
    send(monde, "Un", 0)
    send(monde, "Deux", 1, "membre")
    found = send(monde, "Un", 1)
    assert (found["etat"], found["contenu"], found["derniere"]) == ("inchange", "Deux", 2)


def test_a_text_put_together_with_what_the_same_person_wrote_elsewhere(monde: Monde) -> None:
    send(monde, "Un.\n\nDeux.\n\nTrois.", 0)
    send(monde, "Un.\n\nDeux.\n\nTrois mots.", 1, "membre")
    found = send(monde, "Un.\n\nDeux.\n\nTrois mots.", 1)
    assert found["etat"] == "inchange"


def test_a_conflict_says_where_to_choose(monde: Monde) -> None:
    send(monde, "Un", 0)
    found = send(monde, "Deux", 0, "membre")
    aside = VersionEcartee.objects.get()
    assert (found["statut"], found["etat"]) == (409, "ecarte")
    assert found["comparer"] == monde.url("texte_departager", "freins", aside.pk)
    assert "mis de côté" in found["phrase"]
    assert aside.contenu == "Deux"


def test_what_cannot_be_kept_is_said_in_a_sentence(monde: Monde) -> None:
    found = send(monde, "x" * 100_001, 0)
    assert found["statut"] == 422
    assert found["phrase"].startswith("Pas enregistré")
    assert send(monde, "a\0", 0)["statut"] == 422


def test_an_unknown_text_is_not_there(monde: Monde) -> None:
    for page in ("texte_enregistrer", "texte_suivre"):
        assert monde.post(page, "rien").status_code == 404


def test_who_writes_in_the_page_is_told_to_the_others(monde: Monde) -> None:
    seen(monde, "membre", ecrit="oui")
    found = seen(monde, "porteur")
    assert found == {
        "presents": f"{monde.membre} écrit aussi dans cette page.",
        "derniere": 0,
        "par": "",
    }
    assert seen(monde, "membre")["presents"] == ""
    assert f"{monde.membre} écrit aussi" in texte_de(monde.get("texte", "freins"))
    assert monde.post("texte_suivre", "methodologie_travail").json()["presents"] == ""


def test_whoever_only_reads_is_not_said_to_write(monde: Monde) -> None:
    seen(monde, "membre")
    seen(monde, "lecteur", ecrit="oui")
    assert not Presence.objects.exists()


def test_saving_says_that_one_writes_and_which_version_is_the_last(monde: Monde) -> None:
    send(monde, "Un", 0, "membre")
    found = seen(monde, "porteur")
    assert found["presents"]
    assert (found["derniere"], found["par"]) == (1, str(monde.membre))


def test_several_people_in_one_sentence() -> None:
    assert phrase([]) == ""
    assert phrase(["Ana", "Bo"]) == "Ana et Bo écrivent aussi dans cette page."
    assert phrase(["Ana", "Bo", "Cy"]) == "Ana, Bo et Cy écrivent aussi dans cette page."
    assert phrase(["Ana", "Bo", "Cy", "Di"]).startswith("Plusieurs autres personnes")


def test_who_writes_where_in_the_dossier(monde: Monde) -> None:
    at = clock.now()
    for cible in ("textes/freins", "ailleurs"):
        Presence.objects.create(dossier=monde.dossier, user=monde.membre, cible=cible, vu_at=at)
    found = dans_le_dossier(monde.dossier, monde.porteur, at + timedelta(seconds=1))
    assert [(one.nom, one.ou) for one in found] == [(str(monde.membre), "Freins éventuels")]


def test_a_save_is_a_fixed_number_of_queries_and_draws_no_frame(monde: Monde) -> None:
    send(monde, "Un", 0)
    with CaptureQueriesContext(connection) as captured:
        send(monde, "Deux", 1)
    assert len(captured) <= 18
