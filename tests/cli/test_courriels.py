"""`maillage courriels`: send, list, read, send again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail

from maillage.accounts.models import Courriel, Etat
from tests.accounts.conftest import ecrit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def serveur(settings: Any) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"


def message() -> Courriel:
    return ecrit(at=datetime.now(UTC))


def test_send_when_messages_wait(call: Any) -> None:
    message()
    assert call("courriels", "envoyer")[:2] == (0, "1 message envoyé.\n")
    assert len(mail.outbox) == 1
    assert call("courriels", "envoyer")[:2] == (0, "0 message envoyé.\n")


def test_send_when_the_server_does_not_answer(call: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.facteurs.Ferme"
    message()
    code, out, err = call("courriels", "envoyer")
    assert (code, "1 message à réessayer plus tard." in out) == (1, True)
    assert "le serveur d’envoi ne répond pas" in err


def test_send_when_there_is_no_server(call: Any, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    message()
    code, out, _ = call("courriels", "envoyer")
    assert (code, mail.outbox) == (0, [])
    assert "MAILLAGE_SMTP_HOTE" in out


def test_send_removes_what_is_too_old(call: Any) -> None:
    ecrit(at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "1 ancien message effacé." in call("courriels", "envoyer")[1]


def test_list_shows_what_waits_then_everything(call: Any, call_json: Any) -> None:
    assert call("courriels", "lister")[1] == "Aucun message n’attend.\n"
    courriel = message()
    assert (
        "claire@exemple.fr  Aucun compte à cette adresse  (attend)"
        in call("courriels", "lister")[1]
    )
    call("courriels", "envoyer")
    assert call("courriels", "lister")[1] == "Aucun message n’attend.\n"
    (found,) = call_json("courriels", "lister", "--tous")[1]
    assert (found["numero"], found["etat"]) == (courriel.pk, "envoye")


def test_read_shows_the_text(call: Any) -> None:
    courriel = message()
    _, out, _ = call("courriels", "lire", courriel.pk)
    assert out.startswith("À : claire@exemple.fr\nObjet : Aucun compte à cette adresse\n\nBonjour,")
    Courriel.objects.update(corps="")
    assert "Le texte est effacé" in call("courriels", "lire", courriel.pk)[1]
    assert call("courriels", "lire", 0)[0] == 2


def test_send_again_when_it_was_cut_short(call: Any) -> None:
    courriel = message()
    assert call("courriels", "renvoyer", courriel.pk)[0] == 2
    Courriel.objects.update(etat=Etat.EN_COURS, erreur="sans réponse")
    assert "interrompu ; sans réponse" in call("courriels", "lister")[1]
    assert call("courriels", "renvoyer", courriel.pk)[0] == 0
    assert "1 message envoyé." in call("courriels", "envoyer")[1]
