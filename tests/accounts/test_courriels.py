"""The messages that sign-in sends are ours, in French, and hold no markup."""

import pytest
from django.core import mail
from django.urls import reverse

from maillage.accounts.models import User

pytestmark = pytest.mark.django_db


def ask(client, email: str) -> mail.EmailMessage:
    client.post(reverse("account_reset_password"), {"email": email})
    (message,) = mail.outbox
    return message


def test_new_password_when_asked_comes_with_a_link(client):
    User.objects.create_user("claire@exemple.fr", "un-mot-de-passe-long", nom="Vezolle")
    message = ask(client, "claire@exemple.fr")
    assert message.subject == "[Maillage] Choisir un nouveau mot de passe"
    assert "votre mot de passe ne change pas" in message.body
    assert "http://testserver/compte/" in message.body
    assert "{%" not in message.body


def test_new_password_when_no_account_says_so_by_mail_only(client):
    message = ask(client, "inconnue@exemple.fr")
    assert message.subject == "[Maillage] Aucun compte à cette adresse"
    assert "inconnue@exemple.fr" in message.body
