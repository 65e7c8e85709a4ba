"""Sign in, sign out, find one's way back."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from maillage.accounts.models import Courriel
from tests.factories import PASSWORD, UserFactory
from tests.web.conftest import texte_de

pytestmark = pytest.mark.django_db
LOGIN = "/compte/login/"


def test_sign_in_leads_to_my_dossiers(client: Client) -> None:
    user = UserFactory()
    response = client.post(LOGIN, {"login": user.email.upper(), "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_sign_in_goes_on_to_the_page_that_was_asked(client: Client) -> None:
    user = UserFactory()
    page = texte_de(client.get(f"{LOGIN}?next=/mon-compte/"))
    assert 'name="next" value="/mon-compte/"' in page
    data = {"login": user.email, "password": PASSWORD, "next": "/mon-compte/"}
    assert client.post(LOGIN, data)["Location"] == "/mon-compte/"


def test_a_wrong_password_is_said_and_the_address_kept(client: Client) -> None:
    user = UserFactory()
    page = texte_de(client.post(LOGIN, {"login": user.email, "password": "faux"}))
    assert 'role="alert"' in page
    assert f'value="{user.email}"' in page


def test_sign_out_asks_first(client: Client) -> None:
    client.force_login(UserFactory())
    assert "Se déconnecter ?" in texte_de(client.get("/compte/logout/"))
    assert client.post("/compte/logout/")["Location"] == "/"


def test_a_new_password_by_mail(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/compte/password/reset/", {"email": user.email}, follow=True)
    assert "Regardez votre messagerie" in texte_de(response)
    (message,) = mail.outbox
    assert message.subject == "Choisir un nouveau mot de passe"
    assert "votre mot de passe ne change pas" in str(message.body)
    link = re.search(r"https?://[^/]+(/compte/\S+)", str(message.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    assert "Choisir un mot de passe" in texte_de(form)
    new = "une autre phrase bien longue"
    data = {"password1": new, "password2": new}
    done = client.post(form.redirect_chain[-1][0], data, follow=True)
    assert "Mot de passe changé" in texte_de(done)
    assert client.post(LOGIN, {"login": user.email, "password": new}).status_code == 302


def test_the_link_of_a_new_password_is_erased_once_it_was_used(client: Client) -> None:
    user = UserFactory()
    client.post("/compte/password/reset/", {"email": user.email})
    courriel = Courriel.objects.get(user=user)
    link = re.search(r"https?://[^/]+(/compte/\S+)", courriel.corps)
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"password1": "une autre phrase bien longue", "password2": "une autre phrase bien longue"}
    client.post(form.redirect_chain[-1][0], new)
    courriel.refresh_from_db()
    assert courriel.corps == ""


def test_a_link_that_was_used_says_so(client: Client) -> None:
    assert "Ce lien ne sert plus" in texte_de(client.get("/compte/password/reset/key/1-abc/"))


def test_an_unknown_address_learns_nothing(client: Client) -> None:
    response = client.post("/compte/password/reset/", {"email": "qui@exemple.fr"}, follow=True)
    assert "Si un compte existe à cette adresse" in texte_de(response)
    courriel = Courriel.objects.get()
    assert (courriel.sujet, courriel.user) == ("Aucun compte à cette adresse", None)
    assert "qui@exemple.fr" in courriel.corps


def test_change_of_password(client: Client) -> None:
    client.force_login(UserFactory())
    assert "Changer de mot de passe" in texte_de(client.get("/compte/password/change/"))
    page = texte_de(client.post("/compte/password/change/", {"oldpassword": "faux"}))
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    "address", ["/compte/signup/", "/compte/inactive/", "/compte/confirm-email/"]
)
def test_the_other_pages_wear_our_clothes(client: Client, address: str) -> None:
    assert 'class="bandeau"' in client.get(address, follow=True).content.decode()


def test_a_form_that_expired_is_explained(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(LOGIN, {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "Ce formulaire n’est plus valable" in texte_de(response)
