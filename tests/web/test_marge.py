"""The margin of the pages: posted without JavaScript, by htmx, refused, read by whom."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import Courriel
from maillage.dossiers.models import Attribution, Commentaire, Invitation, Mention
from tests.factories import ON
from tests.web.conftest import Monde, texte_de

FREINS = "textes/freins"
HTMX = {"HX-Request": "true"}


def say(monde: Monde, texte: str = "Citer un chiffre ?", who: str = "porteur", **data: Any) -> Any:
    return monde.post("marge", who=who, **{"cible": FREINS, "texte": texte} | data)


def last() -> Commentaire:
    return Commentaire.objects.latest("pk")


def page(monde: Monde, who: str = "porteur") -> str:
    return texte_de(monde.get("texte", "freins", who=who))


def test_a_comment_is_posted_and_read_on_its_page(monde: Monde) -> None:
    response = say(monde, "<b>Gras</b> & {{ x }}")
    assert response["Location"] == f"{monde.url('texte', 'freins')}#marge"
    read = page(monde, "membre")
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; {{ x }}" in read
    assert "1 échange ouvert" in read
    assert read.count("Votre commentaire est ajouté") == 0  # told to its author only


def test_htmx_gets_the_margin_alone_and_what_was_done(monde: Monde) -> None:
    client = monde.clients["porteur"]
    data = {"cible": FREINS, "texte": "Oui", "jeton": str(uuid.uuid4())}
    for _ in range(2):  # a double click
        response = client.post(monde.url("marge"), data, headers=HTMX)
        said = texte_de(response)
        assert (response.status_code, "<html" in said) == (200, False)
        assert "Votre commentaire est ajouté." in said
    assert Commentaire.objects.count() == 1


@pytest.mark.parametrize("texte", ["", "  ", "x" * 5001, "x" * 20_000])
def test_a_refused_comment_keeps_its_words(monde: Monde, texte: str) -> None:
    response = say(monde, texte)
    assert response.status_code == 422
    assert (
        "Écrivez quelques mots" in texte_de(response)
        or "trop long" in texte_de(response)
        or ("caractères" in texte_de(response))
    )
    assert texte in response.content.decode()
    again = monde.clients["porteur"].post(
        monde.url("marge"), {"cible": FREINS, "texte": texte}, headers=HTMX
    )
    assert again.status_code == 200  # or htmx would draw nothing
    assert not Commentaire.objects.exists()


@pytest.mark.parametrize("code", ["", "ailleurs", "textes/x", "equipe/x", "\0", "é/1"])
def test_a_place_that_is_not_there_is_not_found(monde: Monde, code: str) -> None:
    assert say(monde, cible=code).status_code == 404
    assert ask(monde, cible=code).status_code == 404
    assert monde.get("marge", cible=code).status_code == 404


def test_words_typed_while_the_row_was_removed_are_kept_on_the_page(monde: Monde) -> None:
    code = f"reunions/{monde.lignes['reunions']}"
    monde.post("reunions_retirer", monde.lignes["reunions"])
    response = say(monde, "Une longue remarque", cible=code)
    assert response.status_code == 422
    assert "Une longue remarque" in texte_de(response)
    assert "n’existe pas, ou plus" in texte_de(response)
    assert ask(monde, cible=code, demande="Deux pages").status_code == 422


@pytest.mark.parametrize("data", [{"prevenir": "999999"}, {"prevenir": "x"}, {"jeton": "x"}])
def test_odd_answers_are_refused_in_the_page(monde: Monde, data: dict[str, str]) -> None:
    assert say(monde, **data).status_code == 422


@pytest.mark.parametrize("parent", ["x", "999999", "-1", "9" * 40])
def test_an_odd_parent_is_no_error_of_the_server(monde: Monde, parent: str) -> None:
    assert say(monde, parent=parent).status_code in (302, 404, 422)


def test_a_person_is_called_from_the_list_and_says_having_read(monde: Monde) -> None:
    say(monde, prevenir=str(monde.membre.pk))
    assert "Pour vous" in page(monde, "membre")
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert "On m’appelle" in todo
    assert "Citer un chiffre ?" in todo
    assert monde.url("texte", "freins") in Courriel.objects.get(user=monde.membre).corps
    response = monde.post("marge_lu", who="membre", commentaire=str(last().pk))
    assert response["Location"] == monde.url("a_faire")
    assert "Rien ne vous attend" in texte_de(monde.get("a_faire", who="membre"))
    assert "Pour vous" not in page(monde, "membre")


def test_a_reader_is_not_in_the_list_and_sees_no_margin(monde: Monde) -> None:
    say(monde)
    assert f'value="{monde.lecteur.pk}"' not in page(monde)
    read = page(monde, "lecteur")
    assert "Dans la marge" not in read
    assert "Citer un chiffre" not in read


def test_an_answer_joins_the_thread_which_is_settled_then_opened(monde: Monde) -> None:
    say(monde)
    first = last()
    say(monde, "Oui, 310.", who="membre", parent=str(first.pk), cible="")
    assert last().parent == first
    monde.post("marge_regler", first.pk, who="membre")
    assert "1 échange réglé" in page(monde)
    monde.post("marge_regler", first.pk, rouvrir="oui")
    assert "1 échange ouvert" in page(monde)


def test_an_author_corrects_and_a_head_takes_back(monde: Monde) -> None:
    say(monde, who="membre")
    row = last()
    assert monde.post("marge_modifier", row.pk, texte="x").status_code == 403
    monde.post("marge_modifier", row.pk, who="membre", texte="Mieux")
    assert "corrigé" in page(monde)
    refused = monde.post("marge_modifier", row.pk, who="membre", texte="")
    assert refused.status_code == 422
    assert monde.post("marge_retirer", row.pk).status_code == 302
    assert "Mieux" not in page(monde)


def test_what_is_said_of_a_removed_row_stays_readable(monde: Monde) -> None:
    code = f"reunions/{monde.lignes['reunions']}"
    say(monde, cible=code, prevenir=str(monde.membre.pk))
    monde.post("reunions_retirer", monde.lignes["reunions"])
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert "Réunions : fiche retirée" in todo
    read = texte_de(monde.get("marge", who="membre", cible=code))
    assert "Citer un chiffre ?" in read
    assert "Écrire un commentaire" not in read
    answered = say(monde, "Dommage", who="membre", parent=str(last().pk))
    assert answered["Location"].startswith(f"{monde.url('marge')}?cible={code}")


def ask(monde: Monde, **data: Any) -> Any:
    values = {"cible": FREINS, "personne": str(monde.membre.pk), "echeance": "2026-12-12"}
    return monde.post("marge_demander", **values | data)


def test_a_text_is_asked_of_someone_for_a_day(monde: Monde) -> None:
    assert ask(monde, demande="Deux pages").status_code == 302
    said = "À écrire par Léa Morel pour le 12 décembre"
    assert said in page(monde)
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert "Dans 20 jours, le 12 décembre" in todo
    assert "Deux pages" in todo
    row = Attribution.objects.get()
    assert monde.post("marge_reprendre", row.pk, who="membre").status_code == 403
    monde.post("marge_finir", row.pk, who="membre", retour="partout")
    assert said not in page(monde)


@pytest.mark.parametrize(
    "data", [{"personne": ""}, {"personne": "999"}, {"personne": "x"}, {"echeance": "demain"}]
)
def test_a_request_that_says_too_little_is_refused(monde: Monde, data: dict[str, str]) -> None:
    assert ask(monde, **data).status_code == 422
    assert not Attribution.objects.exists()


def test_nothing_is_asked_of_a_reader(monde: Monde) -> None:
    assert ask(monde, personne=str(monde.lecteur.pk)).status_code == 422


def test_a_request_past_its_day_says_so_and_comes_first(monde: Monde) -> None:
    ask(monde, cible="choix", echeance="")
    ask(monde, echeance=str(ON - timedelta(days=3)))
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert todo.index("En retard de 3 jours") < todo.index("Sans date")


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Aujourd’hui"), (1, "Demain"), (2, "Dans 2 jours, le 24 novembre")]
)
def test_a_near_day_is_said_in_words(monde: Monde, days: int, said: str) -> None:
    ask(monde, echeance=str(ON + timedelta(days=days)))
    assert said in texte_de(monde.get("a_faire", who="membre"))


def test_a_question_on_my_text_waits_for_me(monde: Monde) -> None:
    monde.post("texte", "freins", who="membre", contenu="Un texte", version="0")
    say(monde)
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert "Questions sur ce que j’ai écrit" in todo
    assert "Questions sur" not in texte_de(monde.get("a_faire"))


def test_those_who_lead_see_what_bars_the_way(monde: Monde) -> None:
    assert "bloque" in texte_de(monde.get("a_faire"))
    assert "Rien ne vous attend" in texte_de(monde.get("a_faire", who="membre"))


def test_all_my_dossiers_at_once(monde: Monde) -> None:
    ask(monde)
    say(monde, prevenir=str(monde.membre.pk))
    todo = texte_de(monde.clients["membre"].get("/a-faire/"))
    assert "CPTS du Velay" in todo
    assert "On m’appelle" in todo
    assert "Rien ne vous attend" in texte_de(monde.clients["etranger"].get("/a-faire/"))
    response = monde.post("marge_lu", who="membre", retour="partout")
    assert response["Location"] == "/a-faire/"
    assert not Mention.objects.filter(lu_at=None).exists()


def test_the_tab_counts_what_waits(monde: Monde) -> None:
    ask(monde)
    say(monde, prevenir=str(monde.membre.pk))
    assert '<span class="nombre-a-faire">2</span>' in page(monde, "membre")
    assert "nombre-a-faire" not in page(monde)


def test_lists_count_the_open_comments_of_each_row(monde: Monde) -> None:
    say(monde)
    say(monde, cible=f"equipe/{monde.lignes['equipe']}")
    say(monde, cible=f"reunions/{monde.lignes['reunions']}")
    for name in ("textes", "equipe", "reunions"):
        assert "1 commentaire" in texte_de(monde.get(name))
        assert "1 commentaire" not in texte_de(monde.get(name, who="lecteur"))


def test_what_is_not_of_this_dossier_is_not_found(monde: Monde) -> None:
    say(monde)
    ask(monde)
    stranger = monde.clients["etranger"]
    there = stranger.post("/dossiers/ouvrir/", {"nom": "CPTS d’ailleurs"})["Location"]
    row, asked = last(), Attribution.objects.get()
    for path in (f"{row.pk}/retirer/", f"{row.pk}/regler/", f"demandes/{asked.pk}/finir/"):
        assert stranger.post(f"{there}marge/{path}").status_code == 404
    assert Commentaire.objects.get().retire_at is None


@pytest.mark.parametrize("name", ["texte", "a_faire"])
def test_queries_do_not_grow_with_the_margin(monde: Monde, name: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            monde.get(name, *(("freins",) if name == "texte" else ()), who="membre")
        return len(captured)

    monde.post("texte", "freins", who="membre", contenu="Un texte", version="0")
    fill(monde, 1)
    count()  # what the frame keeps from one page to the next is read here
    few = count()
    fill(monde, 300)
    assert count() == few


def fill(monde: Monde, number: int) -> None:
    """Write comments that call the member, answers, and requests to the member."""
    d = monde.dossier
    rows = Commentaire.objects.bulk_create(
        Commentaire(dossier=d, cible=FREINS, texte=f"C {n}", auteur=monde.porteur)
        for n in range(number)
    )
    Commentaire.objects.bulk_create(
        Commentaire(dossier=d, cible=FREINS, texte="R", auteur=monde.porteur, parent=row)
        for row in rows
    )
    Mention.objects.bulk_create(Mention(commentaire=row, user=monde.membre) for row in rows)
    Attribution.objects.bulk_create(
        Attribution(
            dossier=d, cible=FREINS, personne=monde.membre, par=monde.porteur,
            echeance=date(2026, 12, 1),
        )
        for _ in range(number)
    )  # fmt: skip


def test_invitations_without_an_answer_wait_with_whoever_sent_them(monde: Monde) -> None:
    for number, gone in enumerate((False, True)):
        sent = datetime(2026, 11, 1, tzinfo=UTC)
        Invitation.objects.create(
            dossier=monde.dossier, email=f"ana{number}@exemple.fr", role="membre",
            token_hash=str(number), created_by=monde.porteur, sent_at=sent,
            expires_at=sent + timedelta(days=7 if gone else 70),
        )  # fmt: skip
    todo = texte_de(monde.get("a_faire"))
    assert todo.index("ana0@exemple.fr") < todo.index("En attente") < todo.index("a expiré")
    assert "ana0@exemple.fr" not in texte_de(monde.get("a_faire", who="membre"))


def talk(monde: Monde, count: int, **more: Any) -> list[Commentaire]:
    return Commentaire.objects.bulk_create(
        Commentaire(
            dossier=monde.dossier, cible=FREINS, texte=f"Mot {n}.", auteur=monde.porteur, **more
        )
        for n in range(count)
    )


def part(monde: Monde, page: str, **asked: str) -> str:
    query = {"cible": FREINS, "page": page, **asked}
    return texte_de(monde.clients["porteur"].get(monde.url("marge"), query))


def test_a_long_margin_is_read_by_pages(monde: Monde) -> None:
    first, *_ = talk(monde, 24)
    read = page(monde)
    assert "24 échanges ouverts" in read
    assert read.count('aria-label="Échange"') == 10
    assert "14 échanges plus anciens" in read
    older = part(monde, "3")
    assert older.count('aria-label="Échange"') == 4
    assert "Les échanges plus récents" in older
    assert "Mot 23." in part(monde, "99")  # the first page
    # An answer brings its thread back among those that are read first, and one stays where one was.
    url = f"{monde.url('marge')}?page=3"
    said = monde.clients["porteur"].post(url, {"parent": first.pk, "texte": "Oui"})
    assert said["Location"] == f"{monde.url('marge')}?cible=textes%2Ffreins&page=3#marge"
    assert "Mot 0." in page(monde)
    assert "Mot 0." not in part(monde, "3")


def test_what_is_refused_is_shown_again_wherever_its_thread_is(monde: Monde) -> None:
    first, *_ = talk(monde, 12)
    response = say(monde, "x" * 5001, parent=str(first.pk))
    assert response.status_code == 422
    assert "x" * 5001 in texte_de(response)


def test_a_call_leads_to_its_words_however_old_they_are(monde: Monde) -> None:
    (first,) = talk(monde, 1)
    answer, *_ = talk(monde, 7, parent=first)
    Mention.objects.create(commentaire=answer, user=monde.membre)
    talk(monde, 12)
    read = page(monde, "membre")
    assert f'id="commentaire-{first.pk}"' not in read
    todo = texte_de(monde.get("a_faire", who="membre"))
    url = f"{monde.url('texte', 'freins')}?commentaire={answer.pk}#commentaire-{answer.pk}"
    assert url in todo
    there = texte_de(monde.clients["membre"].get(url))
    assert f'id="commentaire-{answer.pk}"' in there
    assert f'id="commentaire-{first.pk}"' in there
    for odd in ("x", "9" * 30, ""):
        assert monde.get("texte", "freins", commentaire=odd).status_code == 200


def test_what_waits_is_bounded_and_the_rest_is_counted(monde: Monde) -> None:
    fill(monde, 42)
    todo = texte_de(monde.get("a_faire", who="membre"))
    assert todo.count("J’ai lu") == 40
    assert todo.count("Et 2 autres") == 2


def test_a_long_thread_shows_its_last_answers_and_is_read_whole_by_itself(monde: Monde) -> None:
    (first,) = talk(monde, 1)
    talk(monde, 30, parent=first)
    read = page(monde)
    assert read.count('class="mot ') == 6
    assert "Lire 25 réponses plus anciennes" in read
    whole = part(monde, "1", echange=str(first.pk))
    assert whole.count('class="mot ') == 21
    assert "10 réponses suivantes" in whole
    last_ones = part(monde, "2", echange=str(first.pk))
    assert last_ones.count('class="mot ') == 11
    assert "Les réponses d’avant" in last_ones
    for page_asked, thread in (("9", first.pk), ("x", first.pk), ("1", 999_999)):
        assert "Dans la marge" in part(monde, page_asked, echange=str(thread))


def test_what_is_settled_is_read_by_pages_too(monde: Monde) -> None:
    talk(monde, 25, resolu_at=datetime(2026, 11, 1, tzinfo=UTC), resolu_par=monde.membre)
    read = page(monde)
    assert "25 échanges réglés" in read
    assert read.count('aria-label="Échange"') == 10
    more = part(monde, "3", regles="oui")
    assert more.count('aria-label="Échange"') == 5
    assert "Revenir aux échanges ouverts" in more
