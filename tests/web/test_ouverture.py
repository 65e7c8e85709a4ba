"""From the trial to the dossier: what the pages ask, send, open and refuse."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from maillage.accounts.models import Courriel, User
from maillage.dossiers.models import CommuneRetenue, Dossier, Ouverture
from tests.factories import PASSWORD, UserFactory
from tests.web.conftest import signed_in, texte_de

GARDER = "/essayer/garder/"
ANSWERS = {"nom": "CPTS des Sucs", "email": "claire@exemple.fr", "communes": "43268,43137"}
COMPTE = {"prenom": "Claire", "nom": "Roux", "password": PASSWORD}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def serveur_d_envoi(settings: Any) -> None:
    cache.clear()
    settings.EMAIL_HOST = "smtp.exemple.fr"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def lien(client: Client, **answers: str) -> str:
    assert client.post(GARDER, {**ANSWERS, **answers}).status_code == 200
    found = re.search(
        r"http://testserver(/essayer/ouvrir/\S+/)", Courriel.objects.latest("pk").corps
    )
    assert found
    return found[1]


def test_the_form_shows_the_territory_it_keeps() -> None:
    page = texte_de(Client().get(GARDER, {"communes": "43268,43137"}))
    assert "2 communes, 16 238 habitants, taille 1" in page
    assert 'value="43268,43137"' in page


def test_changing_the_communes_loses_no_word() -> None:
    response = Client().post(GARDER, {**ANSWERS, "changer": "oui"})
    assert response["Location"] == "/essayer/?communes=43268,43137&nom=CPTS+des+Sucs"
    page = texte_de(Client().get(response["Location"]))
    assert 'name="nom" value="CPTS des Sucs"' in page


def test_the_answer_does_not_say_who_has_an_account() -> None:
    UserFactory(email="connue@exemple.fr")
    known, unknown = (
        texte_de(Client().post(GARDER, {**ANSWERS, "email": address}))
        for address in ("connue@exemple.fr", "autre@exemple.fr")
    )
    assert known.replace("connue@", "x@") == unknown.replace("autre@", "x@")
    assert "Regardez votre messagerie" in known
    assert "/essayer/ouvrir/" not in known


def test_refusals_keep_what_was_typed() -> None:
    response = Client().post(GARDER, {**ANSWERS, "email": "claire"})
    page = texte_de(response)
    assert response.status_code == 422
    assert "il faut « nom@domaine.fr »" in page
    assert 'value="CPTS des Sucs"' in page
    assert 'value="43268,43137"' in page


def test_the_link_opens_account_dossier_and_session() -> None:
    client = Client()
    address = lien(client)
    page = texte_de(client.get(address))
    assert "Ouvrir « CPTS des Sucs »" in page
    assert not Dossier.objects.exists()  # a scanner that reads the message opens nothing
    opened = client.post(address, COMPTE)
    dossier = Dossier.objects.get()
    assert opened["Location"] == f"/dossiers/{dossier.public_id}/"
    page = texte_de(client.get(opened["Location"]))
    assert "Où en est notre CPTS" in page
    assert CommuneRetenue.objects.filter(dossier=dossier).count() == 2


def test_the_link_twice_leads_to_the_same_dossier() -> None:
    client = Client()
    address = lien(client)
    first = client.post(address, COMPTE)["Location"]
    assert client.get(address)["Location"] == first
    assert client.post(address, COMPTE)["Location"] == first
    other = Client().post(address, COMPTE)
    assert other.status_code == 404
    assert "Ce lien a déjà servi" in texte_de(other)
    assert Dossier.objects.count() == 1


def test_a_person_with_an_account_signs_in_and_comes_back() -> None:
    UserFactory(email="claire@exemple.fr")
    client = Client()
    address = lien(client)
    refused = client.post(address, COMPTE)
    assert refused.status_code == 422
    assert "Connectez-vous" in texte_de(refused)
    login = client.post(
        f"/compte/login/?next={address}",
        {"login": "claire@exemple.fr", "password": PASSWORD, "next": address},
    )
    assert login["Location"] == address
    assert "claire@exemple.fr" in texte_de(client.get(address))
    assert client.post(address).status_code == 302
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "answers",
    [
        {**COMPTE, "password": "court"},
        {**COMPTE, "nom": ""},
        {**COMPTE, "prenom": "a\0"},
        {**COMPTE, "nom": "x" * 300},
        {},
    ],
)
def test_a_refused_account_opens_nothing(answers: dict[str, str]) -> None:
    client = Client()
    response = client.post(lien(client), answers)
    assert response.status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize("token", ["x", "é" * 300, "..%2F", "a b"])
def test_a_forged_link_is_explained(token: str) -> None:
    response = Client().get(f"/essayer/ouvrir/{token}/")
    assert response.status_code == 404
    assert "Ce lien" in texte_de(response) or "n’existe pas" in texte_de(response)


def test_an_expired_link_is_explained() -> None:
    client = Client()
    address = lien(client)
    row = Ouverture.objects.get()
    row.expires_at -= timedelta(days=4)
    row.save()
    assert "plus de trois jours" in texte_de(client.get(address))


def test_a_person_signed_in_goes_straight_to_the_dossier() -> None:
    client = signed_in(UserFactory())
    response = client.get(GARDER, {"communes": "43268", "nom": "Sucs"})
    assert response["Location"] == "/dossiers/ouvrir/?communes=43268&nom=Sucs"
    page = texte_de(client.get(response["Location"]))
    assert "1 commune, 7 415 habitants, taille 1" in page
    changed = client.post("/dossiers/ouvrir/", {"nom": "Sucs", "communes": "43268", "changer": "x"})
    assert changed["Location"] == "/essayer/?communes=43268&nom=Sucs"
    opened = client.post("/dossiers/ouvrir/", {"nom": "Sucs", "communes": "43268,43137"})
    assert CommuneRetenue.objects.count() == 2
    assert "Le dossier" in texte_de(client.get(opened["Location"]))


def test_without_mail_the_page_says_whom_to_ask(settings: Any) -> None:
    settings.EMAIL_HOST, settings.MAILLAGE_CONTACT = "", "contact@exemple.fr"
    page = texte_de(Client().get(GARDER))
    assert "Demandez un compte à contact@exemple.fr" in page
    Client().post(GARDER, ANSWERS)
    assert not Ouverture.objects.exists()


def test_without_mail_a_demonstration_shows_the_link(settings: Any) -> None:
    settings.EMAIL_HOST, settings.MAILLAGE_ESSAI_SANS_COURRIEL = "", True
    page = texte_de(Client().post(GARDER, ANSWERS))
    assert "http://testserver/essayer/ouvrir/" in page


def test_an_instance_may_refuse_visitors(settings: Any) -> None:
    client = Client()
    address = lien(client)
    settings.MAILLAGE_OUVERTURE = False
    assert "aux personnes qui tiennent ce site" in texte_de(client.get(GARDER))
    assert client.post(address, COMPTE).status_code == 403
    assert "avec un compte" in texte_de(client.get("/essayer/", {"communes": "43268"}))


def test_too_many_requests_wait() -> None:
    client = Client()
    answers = {
        client.post(GARDER, {**ANSWERS, "email": f"a{n}@exemple.fr"}).status_code for n in range(22)
    }
    assert answers == {200, 429}
