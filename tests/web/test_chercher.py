"""Search inside a dossier: what answers, how it is shown, who sees what, how fast."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers.actions.add_commentaire import add_commentaire
from maillage.dossiers.models import Dossier, Personne, Texte
from maillage.reference import nomenclatures
from tests.factories import ON
from tests.web.conftest import Monde, texte_de
from tests.web.test_marge import say
from tests.web.test_requetes import fill

HTMX = {"HX-Request": "true"}


def found(monde: Monde, q: str, who: str = "porteur") -> str:
    response = monde.clients[who].get(monde.url("chercher"), {"q": q}, headers=HTMX)
    assert response.status_code == 200
    return texte_de(response)


@pytest.mark.parametrize(
    ("q", "group", "shown"),
    [
        ("durand", "Équipe", "Paul <mark>Durand</mark>"),
        ("DURAND paul", "Équipe", "<mark>Paul</mark> <mark>Durand</mark>"),
        ("infirm", "Équipe", "<mark>Infirm</mark>"),
        ("hopital", "Établissements", "<mark>Hôpital</mark> du Puy"),
        ("puy en velay", "Communes", "<mark>Puy</mark>-<mark>en</mark>-<mark>Velay</mark>"),
        ("43157", "Communes", "Le Puy-en-Velay"),
        ("depister", "Actions", "<mark>Dépister</mark>"),
        ("vaccins", "Indicateurs", "<mark>Vaccins</mark>"),
        ("lancement", "Réunions", "<mark>Lancement</mark>"),
        ("sucs", "Collectivités", "CC des <mark>Sucs</mark>"),
        ("roux", "Référents", "Claire <mark>Roux</mark>"),
        ("lettre intention", "Documents", "<mark>Lettre</mark> d’<mark>intention</mark>"),
        ("argent", "Pages", "Budget"),
        ("budget", "Pages", "<mark>Budget</mark>"),
        ("freins", "Textes", "<mark>Freins</mark> éventuels"),
    ],
)
def test_everything_is_found_by_its_words(monde: Monde, q: str, group: str, shown: str) -> None:
    answer = found(monde, q)
    assert f">{group}</h2>" in answer
    assert shown in answer


def test_the_passage_of_a_text_is_shown_as_text(monde: Monde) -> None:
    words = "Avant. " * 60 + "Le <b>médecin</b> & les “renoncements”. " + "Après. " * 60
    monde.post("texte", "freins", contenu=words, version="0")
    answer = found(monde, "medecin renoncements")
    assert "&lt;b&gt;<mark>médecin</mark>&lt;/b&gt; &amp; les" in answer
    assert monde.url("texte", "freins") in answer


def test_a_comment_is_found_by_those_who_read_the_margin(monde: Monde) -> None:
    say(monde, "Citer le baromètre de la CPAM ?")
    assert "<mark>baromètre</mark>" in found(monde, "barometre", "membre")
    assert "Rien ne répond" in found(monde, "barometre", "lecteur")


def test_nothing_of_another_dossier_is_found(monde: Monde, exemple: Dossier) -> None:
    add_commentaire(
        dossier=exemple, cible="choix", texte="Zygomatique", lien="", by=monde.porteur, on=ON,
        at=exemple.created_at,
    )  # fmt: skip
    Personne.objects.filter(dossier=exemple).update(fonction="Zygomatique")
    assert "Rien ne répond" in found(monde, "zygomatique")


@pytest.mark.parametrize(
    "q", ["", "  ", "!", "\0", "%", "_", "'", "<script>", "x" * 5000, "é\ud800"]
)
def test_an_odd_question_is_answered_all_the_same(monde: Monde, q: str) -> None:
    response = monde.clients["porteur"].get(
        monde.url("chercher"), {"q": q.encode("utf-8", "surrogatepass")}
    )
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_the_page_works_without_htmx_and_keeps_the_question(monde: Monde) -> None:
    page = texte_de(monde.get("chercher", q="dur"))
    assert 'value="dur"' in page
    assert "1 réponse pour « dur »" in page
    assert "Écrivez un mot ou deux" in texte_de(monde.get("chercher"))


def test_long_answers_are_counted(monde: Monde) -> None:
    fill(monde)
    answer = found(monde, "nom")
    assert "Et 291 autres" in answer


def test_queries_do_not_grow_with_the_dossier(monde: Monde) -> None:
    def count() -> int:
        found(monde, "e")
        with CaptureQueriesContext(connection) as captured:
            found(monde, "e")
        return len(captured)

    few = count()
    fill(monde)
    assert (few, count()) == (18, 18)


def test_a_large_dossier_is_searched_while_one_types(monde: Monde) -> None:
    fill(monde)
    Personne.objects.bulk_create(
        Personne(dossier=monde.dossier, rang=n, code=f"m{n}", nom=f"Membre {n}", fonction="Élu")
        for n in range(700)
    )
    long = "Les renoncements aux soins à domicile, à l’est. " * 2100
    Texte.objects.bulk_create(
        Texte(dossier=monde.dossier, rubrique=code, contenu=long + "La fin.")
        for code in list(nomenclatures.rubriques_texte())[:5]
    )
    found(monde, "fin")  # what the frame keeps
    start = time.perf_counter()
    answer = found(monde, "la fin")
    assert "<mark>fin</mark>" in answer
    assert time.perf_counter() - start < 1  # measured at about a tenth of it; the machine is shared
