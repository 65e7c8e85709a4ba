"""One's own account: what is changed, handed over, closed."""

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from maillage.accounts.models import Courriel, User
from maillage.dossiers.models import Acces
from maillage.reference.permissions import Role
from tests.factories import PASSWORD, AccesFactory, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de

COMPTE, ADRESSE, FERMER = "/mon-compte/", "/mon-compte/adresse/", "/mon-compte/fermer/"
NEW = "nouvelle@exemple.fr"


@pytest.fixture(autouse=True)
def sans_limite() -> None:
    cache.clear()


@pytest.fixture
def user(db: None) -> User:
    found: User = UserFactory()
    return found


@pytest.fixture
def moi(user: User) -> Client:
    return signed_in(user)


def link_to(email: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", Courriel.objects.get(destinataire=email).corps)
    assert found is not None
    return found[1]


def test_name_and_letter_are_changed(moi: Client, user: User) -> None:
    assert 'name="recapitulatif"' in texte_de(moi.get(COMPTE))
    response = moi.post(COMPTE, {"nom": "Martin", "prenom": ""}, follow=True)
    assert "Votre compte est à jour." in texte_de(response)
    user.refresh_from_db()
    assert (str(user), user.recapitulatif) == ("Martin", False)


def test_an_account_without_a_name_is_refused(moi: Client, user: User) -> None:
    response = moi.post(COMPTE, {"nom": "", "prenom": "Zoé"})
    assert (response.status_code, 'value="Zoé"' in texte_de(response)) == (422, True)


def test_an_address_is_changed_by_its_link(moi: Client, user: User) -> None:
    response = moi.post(ADRESSE, {"email": NEW, "password": PASSWORD}, follow=True)
    assert "chez la personne qui administre" in texte_de(response)
    assert "/mon-compte/adresse/" not in texte_de(moi.get("/mes-messages/"))
    link = link_to(NEW)
    assert NEW in texte_de(moi.get(link))
    user.refresh_from_db()
    assert user.email != NEW  # reading is not confirming
    assert f"Vous vous connecterez maintenant avec {NEW}." in texte_de(moi.post(link, follow=True))
    user.refresh_from_db()
    assert user.email == NEW
    assert moi.get(link).status_code == 410


def test_with_a_mail_server_the_page_says_where_the_link_is(moi: Client, settings: Any) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"
    response = moi.post(ADRESSE, {"email": NEW, "password": PASSWORD}, follow=True)
    assert f"Un message part à {NEW}" in texte_de(response)


def test_the_page_says_the_same_of_an_address_that_has_an_account(moi: Client) -> None:
    other = UserFactory(email="prise@exemple.fr")
    said = [
        texte_de(moi.post(ADRESSE, {"email": email, "password": PASSWORD}, follow=True))
        for email in (other.email, NEW)
    ]
    assert said[0].count("chez la personne qui administre") == 1
    assert (
        said[0].replace(other.email, NEW).split("role=", 1)[1][:400]
        == (said[1].split("role=", 1)[1][:400])
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"email": NEW, "password": "faux"}, "Ce n’est pas votre mot de passe."),
        ({"email": NEW}, "À remplir."),
        ({"email": "non", "password": PASSWORD}, "il faut « nom@domaine.fr »"),
    ],
)
def test_an_address_that_is_refused(moi: Client, data: dict[str, str], says: str) -> None:
    response = moi.post(ADRESSE, data)
    assert (response.status_code, says in texte_de(response)) == (422, True)
    assert not Courriel.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "%00", "a" * 3000])
def test_a_strange_link_of_address_is_explained(moi: Client, token: str) -> None:
    assert moi.get(f"{ADRESSE}{token}/").status_code == 410


def test_a_link_of_address_of_someone_else_opens_nothing(moi: Client) -> None:
    moi.post(ADRESSE, {"email": NEW, "password": PASSWORD})
    link, other = link_to(NEW), UserFactory()
    assert signed_in(other).post(link).status_code == 410
    assert Client().get(link)["Location"].startswith("/compte/login/")
    other.refresh_from_db()
    assert other.email != NEW


@pytest.mark.parametrize("page", [ADRESSE, FERMER])
def test_a_password_is_not_tried_for_ever(moi: Client, page: str) -> None:
    found = [moi.post(page, {"email": NEW, "password": "faux"}).status_code for _ in range(21)]
    assert found == [422] * 20 + [429]


def test_my_data_are_handed_over(monde: Monde) -> None:
    response = monde.clients["membre"].get("/mon-compte/mes-donnees.json")
    assert "attachment" in response["Content-Disposition"]
    held = json.loads(response.content)
    assert held["compte"]["adresse"] == monde.membre.email
    assert held["acces"][0]["dossier"] == "CPTS du Velay"


def test_an_account_is_closed(monde: Monde) -> None:
    client = monde.clients["membre"]
    assert "Ancien membre" in texte_de(client.get(FERMER))
    assert client.post(FERMER, {"password": "faux"}).status_code == 422
    response = client.post(FERMER, {"password": PASSWORD}, follow=True)
    assert "Votre compte est fermé." in texte_de(response)
    assert client.get(COMPTE).status_code == 302
    assert not Acces.objects.filter(user=monde.membre).exists()
    again = {"login": monde.membre.email, "password": PASSWORD}
    assert Client().post("/compte/login/", again).status_code == 200


def test_another_browser_of_a_closed_account_is_signed_out(monde: Monde) -> None:
    other = signed_in(monde.membre)
    monde.clients["membre"].post(FERMER, {"password": PASSWORD})
    assert other.get(COMPTE).status_code == 302


def test_an_account_that_leads_alone_is_told_where_to_go(monde: Monde) -> None:
    response = monde.clients["porteur"].post(FERMER, {"password": PASSWORD})
    assert response.status_code == 422
    assert f'href="{monde.url("qui_a_acces")}"' in response.content.decode()
    AccesFactory(dossier=monde.dossier, role=Role.PRESIDENT)
    assert monde.clients["porteur"].post(FERMER, {"password": PASSWORD}).status_code == 302


def test_the_page_of_addresses_of_sign_in_leads_to_ours(moi: Client) -> None:
    assert moi.get("/compte/email/")["Location"] == COMPTE
