"""The outbox: a message is kept with what it tells, and its secrets are not kept for ever."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import Courriel, Etat
from tests.accounts.conftest import AT, ecrit
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def secret(**given: Any) -> Courriel:
    contexte = {"adresse": "a@b.fr", "lien": "https://site/secret", "fin": AT + DAY}
    fields = {"nature": Nature.MOT_DE_PASSE, "contexte": contexte, "secret_until": AT + DAY}
    return ecrit(**{**fields, **given})


def test_a_message_leaves_once_what_it_tells_is_kept(
    serveur: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        courriel = ecrit(destinataire=" Claire@Exemple.FR ")
        assert mail.outbox == []
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["claire@exemple.fr"], "Aucun compte à cette adresse")
    courriel.refresh_from_db()
    assert (courriel.etat, courriel.sent_at, courriel.essais) == (Etat.ENVOYE, AT, 1)
    assert "exemple.fr" in courriel.corps


def test_a_message_goes_away_with_what_was_not_kept(serveur: Any) -> None:
    with transaction.atomic():
        ecrit()
        transaction.set_rollback(True)
    assert not Courriel.objects.exists()
    assert mail.outbox == []


def test_without_a_mail_server_a_message_waits_and_the_trace_says_nothing_secret(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_HOST = ""
    traces = logging.getLogger("maillage.courriels")
    traces.addHandler(caplog.handler)
    courriel = secret()
    traces.removeHandler(caplog.handler)
    assert (courriel.etat, mail.outbox) == (Etat.A_ENVOYER, [])
    assert "https://site/secret" in courriel.corps
    assert f"courriel {courriel.pk} (mot_de_passe) : gardé ici" in caplog.text
    assert "site/secret" not in caplog.text
    assert "claire" not in caplog.text


def test_a_secret_is_erased_once_it_left(
    serveur: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        courriel = secret()
    courriel.refresh_from_db()
    assert (courriel.etat, courriel.corps) == (Etat.ENVOYE, "")
    assert "https://site/secret" in mail.outbox[0].body


def test_a_secret_is_erased_when_it_is_settled_or_expires() -> None:
    settled, other, expired = secret(cle="invitation 1"), secret(cle="invitation 2"), secret()
    courriels.effacer(cle="invitation 1")
    Courriel.objects.filter(pk=expired.pk).update(secret_until=AT)
    courriels.effacer_perimes(at=AT)
    found = {row.pk: (row.etat, bool(row.corps)) for row in Courriel.objects.all()}
    assert found == {
        settled.pk: (Etat.ABANDONNE, False),
        other.pk: (Etat.A_ENVOYER, True),
        expired.pk: (Etat.ABANDONNE, False),
    }


def test_writing_a_message_erases_the_secrets_that_expired() -> None:
    old = secret()
    ecrit(at=AT + 2 * DAY)
    old.refresh_from_db()
    assert old.corps == ""


def test_messages_are_kept_ninety_days() -> None:
    ecrit()
    assert courriels.purger(at=AT + 89 * DAY) == 0
    assert courriels.purger(at=AT + 90 * DAY) == 1
    assert not Courriel.objects.exists()


def test_a_person_reads_her_messages_and_no_other() -> None:
    claire, paul = UserFactory(email="claire@exemple.fr"), UserFactory()
    by_address, by_account = ecrit(), ecrit(user=claire, destinataire="ancienne@exemple.fr")
    ecrit(destinataire=paul.email)
    assert list(courriels.lisibles(claire, at=AT)) == [by_account, by_address]


def test_a_link_that_takes_the_account_is_not_read_here() -> None:
    claire = UserFactory()
    secret(user=claire, destinataire=claire.email)
    assert not courriels.lisibles(claire, at=AT).exists()


def test_a_link_that_expired_is_not_read_here() -> None:
    claire = UserFactory()
    ecrit(destinataire=claire.email, secret_until=AT + DAY)
    assert courriels.lisibles(claire, at=AT).exists()
    assert not courriels.lisibles(claire, at=AT + DAY).exists()
