"""Sending: bounded tries, one sender for a message, never twice even when killed in between."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from maillage.accounts import courriels, envoi
from maillage.accounts.models import Courriel, Etat
from tests.accounts.conftest import AT, ecrit

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def relu(courriel: Courriel) -> Courriel:
    return Courriel.objects.get(pk=courriel.pk)


def test_the_command_sends_what_waits_once(serveur: Any) -> None:
    ecrit()
    ecrit()
    assert envoi.envoyer(at=AT).envoyes == 2
    assert envoi.envoyer(at=AT + DAY).envoyes == 0
    assert len(mail.outbox) == 2


def test_a_message_bears_a_name_that_a_second_sending_would_bear_too(serveur: Any) -> None:
    courriel = ecrit()
    envoi.envoyer(at=AT)
    headers = mail.outbox[0].message()
    assert headers["Message-ID"] == f"<{courriel.message_id}@localhost>"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_server_that_does_not_answer_is_tried_again_later(serveur: Any) -> None:
    first, second = ecrit(), ecrit()
    serveur("Ferme")
    bilan = envoi.envoyer(at=AT)
    assert (bilan.remis, bilan.erreur) == (1, "ConnectionRefusedError")
    first, second = relu(first), relu(second)
    assert (first.essais, first.retry_at) == (1, AT + 5 * MINUTE)
    assert "ne répond pas" in first.erreur
    assert second.essais == 0  # the others do not pay for it
    serveur()
    assert envoi.envoyer(at=AT + 5 * MINUTE).envoyes == 2
    assert relu(first).erreur == ""


def test_tries_are_spaced_out_and_come_to_an_end(serveur: Any) -> None:
    courriel, at = ecrit(), AT
    serveur("Plein")
    for delay in envoi.DELAIS:
        assert envoi.envoyer(at=at).remis == 1
        assert envoi.envoyer(at=at + delay - MINUTE).remis == 0
        at += delay
    assert envoi.envoyer(at=at).abandonnes == 1
    found = relu(courriel)
    assert (found.etat, found.essais) == (Etat.ABANDONNE, len(envoi.DELAIS) + 1)
    assert "452" in found.erreur
    assert "secret" not in found.erreur


def test_a_box_that_does_not_exist_is_given_up_at_once(serveur: Any) -> None:
    courriel = ecrit()
    serveur("Inconnu")
    assert envoi.envoyer(at=AT).abandonnes == 1
    assert (relu(courriel).etat, relu(courriel).essais) == (Etat.ABANDONNE, 1)


def test_an_address_that_cannot_be_written_is_given_up(serveur: Any) -> None:
    courriel = ecrit()
    Courriel.objects.filter(pk=courriel.pk).update(sujet="deux\nlignes")
    assert envoi.envoyer(at=AT).abandonnes == 1


def test_a_message_without_an_answer_is_never_sent_again_by_itself(serveur: Any) -> None:
    courriel = ecrit()
    serveur("Muet")
    assert envoi.envoyer(at=AT).incertains == 1
    serveur()
    assert envoi.envoyer(at=AT + DAY).envoyes == 0
    assert (relu(courriel).etat, len(mail.outbox)) == (Etat.EN_COURS, 1)


def test_a_message_is_not_sent_twice_when_the_sender_is_killed(serveur: Any) -> None:
    courriel = ecrit()
    serveur("Tue")
    with pytest.raises(KeyboardInterrupt):
        envoi.envoyer(at=AT)
    serveur()
    assert envoi.envoyer(at=AT + DAY).envoyes == 0
    assert len(mail.outbox) == 1
    assert envoi.renvoyer(courriel.pk, at=AT + DAY)
    assert envoi.envoyer(at=AT + DAY).envoyes == 1
    assert mail.outbox[0].message()["Message-ID"] == mail.outbox[1].message()["Message-ID"]


def test_a_message_that_left_or_was_erased_is_not_sent_again(serveur: Any) -> None:
    sent, erased = ecrit(), ecrit(cle="x")
    courriels.effacer(cle="x")
    envoi.envoyer(at=AT)
    assert not envoi.renvoyer(sent.pk, at=AT)
    assert not envoi.renvoyer(erased.pk, at=AT)
    assert len(mail.outbox) == 1


def test_two_senders_share_the_queue(serveur: Any) -> None:
    courriel = ecrit()
    Courriel.objects.filter(pk=courriel.pk).update(etat=Etat.EN_COURS)  # the other one has it
    envoi.envoyer_un(courriel.pk, at=AT)
    assert mail.outbox == []


def test_a_page_does_not_wait_for_a_server_that_has_just_failed(serveur: Any) -> None:
    serveur("Ferme")
    envoi.envoyer_un(ecrit().pk, at=AT)
    serveur()
    envoi.envoyer_un(ecrit().pk, at=AT + envoi.REPOS / 2)
    assert mail.outbox == []
    envoi.envoyer_un(ecrit().pk, at=AT + envoi.REPOS)
    assert len(mail.outbox) == 1


def test_a_message_too_old_to_be_of_use_does_not_leave(serveur: Any) -> None:
    courriel = ecrit()
    assert envoi.envoyer(at=AT + envoi.TROP_VIEUX).abandonnes == 1
    assert relu(courriel).erreur == "trop ancien pour partir encore"


def test_a_message_erased_while_the_server_refuses_is_given_up(serveur: Any) -> None:
    courriel = ecrit()
    serveur("Plein")
    Courriel.objects.filter(pk=courriel.pk).update(corps="")
    assert envoi.envoyer(at=AT).abandonnes == 1


def test_a_server_that_cannot_hang_up_is_let_go(serveur: Any) -> None:
    ecrit()
    serveur("SansFin")
    assert envoi.envoyer(at=AT).envoyes == 1
