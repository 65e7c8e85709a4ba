"""The page that answers an invitation: with an account, without one, and every link of no use."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from maillage.accounts.models import User
from maillage.dossiers.actions.revoke_invitation import revoke_invitation
from maillage.dossiers.models import Acces, Invitation
from maillage.reference.permissions import Role
from maillage.web import clock
from tests.factories import ON, PASSWORD, UserFactory
from tests.web.conftest import Monde, invitation, signed_in, texte_de

ACCOUNT = {"prenom": "Léa", "nom": "Morel", "password": PASSWORD}


@pytest.fixture(autouse=True)
def sans_limite() -> None:
    cache.clear()


def link(monde: Monde, **given: Any) -> str:
    return invitation(monde.dossier, **given).lien.removeprefix("http://testserver")


def test_a_person_without_an_account_lands_in_the_dossier(monde: Monde, client: Client) -> None:
    address = link(monde, role=Role.TRESORIER)
    page = texte_de(client.get(address))
    assert "Rejoindre « CPTS du Velay »" in page
    assert "Ouvrir votre compte" in page
    assert "lea@exemple.fr" in page
    response = client.post(address, ACCOUNT, follow=True)
    assert response.redirect_chain == [(monde.url("dossier"), 302)]
    assert "Bienvenue dans l’équipe du dossier « CPTS du Velay »." in texte_de(response)
    user = User.objects.get(email="lea@exemple.fr")
    assert Acces.objects.get(user=user).role == Role.TRESORIER
    assert user.check_password(PASSWORD)


def test_two_tabs_and_a_double_click_open_one_account(monde: Monde, client: Client) -> None:
    address = link(monde)
    for _ in range(2):
        assert client.post(address, ACCOUNT)["Location"] == monde.url("dossier")
    assert client.get(address)["Location"] == monde.url("dossier")
    assert Acces.objects.filter(user__email="lea@exemple.fr").count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"nom": ""}, "À remplir."),
        ({"nom": " "}, "À remplir."),
        ({"password": ""}, "À remplir."),
        ({"password": "court"}, "trop court"),
        ({"password": "lea@exemple.fr"}, "trop semblable"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    monde: Monde, client: Client, wrong: dict[str, str], says: str
) -> None:
    response = client.post(link(monde), ACCOUNT | wrong)
    assert response.status_code == 422
    page = texte_de(response)
    assert says in page
    assert 'value="Léa"' in page
    assert not User.objects.filter(email="lea@exemple.fr").exists()


def test_a_person_with_an_account_signs_in_then_joins(monde: Monde, client: Client) -> None:
    user, address = UserFactory(email="lea@exemple.fr"), link(monde)
    page = texte_de(client.get(address))
    assert "Vous avez déjà un compte" in page
    assert f"/compte/login/?next={address}" in page
    assert client.post(address, ACCOUNT).status_code == 200  # no second account
    data = {"login": user.email, "password": PASSWORD, "next": address}
    assert client.post("/compte/login/", data)["Location"] == address
    assert "Rejoindre l’équipe" in texte_de(client.get(address))
    assert not Acces.objects.filter(user=user).exists()  # reading is not answering
    assert client.post(address)["Location"] == monde.url("dossier")
    assert Acces.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_account_is_told_and_learns_nothing(monde: Monde, method: str) -> None:
    response = getattr(monde.clients["etranger"], method)(link(monde))
    assert response.status_code == 403
    page = texte_de(response)
    assert "Cette invitation est pour une autre adresse" in page
    assert "Velay" not in page
    assert "lea@exemple.fr" not in page


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "visitor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_of_no_use_is_explained(monde: Monde, signed: bool, method: str) -> None:
    client = signed_in(UserFactory(email="lea@exemple.fr")) if signed else Client()

    def answer(address: str) -> tuple[int, str]:
        response = getattr(client, method)(address, ACCOUNT)
        return response.status_code, texte_de(response)

    sent = invitation(monde.dossier)
    address = sent.lien.removeprefix("http://testserver")
    forged = answer("/invitations/inventee/")
    assert forged[0] == 404
    assert "Ce lien est incomplet" in forged[1]
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert (answer(address)[0], "réponse à temps" in answer(address)[1]) == (410, True)
    revoke_invitation(invitation=sent.invitation, by=monde.porteur, on=ON, at=clock.now())
    assert (answer(address)[0], "a été retirée" in answer(address)[1]) == (410, True)
    for _, page in (forged, answer(address)):
        assert "Velay" not in page
        assert "Ce lien n’ouvre rien" in page
    assert not Acces.objects.filter(user__email="lea@exemple.fr").exists()


def test_a_link_that_somebody_used_says_so(monde: Monde, client: Client) -> None:
    address = link(monde)
    client.post(address, ACCOUNT)
    response = Client().get(address)
    assert response.status_code == 410
    assert "a déjà servi" in texte_de(response)


def test_an_account_that_is_shut_opens_no_other(monde: Monde, client: Client) -> None:
    address = link(monde)
    User.objects.create_user("lea@exemple.fr", PASSWORD, nom="Morel", is_active=False)
    assert "Vous avez déjà un compte" in texte_de(client.get(address))


@pytest.mark.parametrize("token", ["%00", "é", "a" * 3000, "%ED%A0%80", "..%2f..", "<script>"])
def test_a_strange_link_is_never_a_failure(db: None, client: Client, token: str) -> None:
    assert client.get(f"/invitations/{token}/").status_code == 404


def test_many_tries_are_stopped(db: None, client: Client) -> None:
    found = {client.get(f"/invitations/essai{number}/").status_code for number in range(61)}
    assert found == {404, 429}


def test_the_page_is_never_kept_by_a_browser(monde: Monde, client: Client) -> None:
    assert "no-store" in client.get(link(monde))["Cache-Control"]
