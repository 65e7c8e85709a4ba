"""My messages, read in the application."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import Courriel
from tests.accounts.conftest import ecrit
from tests.web.conftest import Monde, texte_de

PAGE = "/mes-messages/"


def test_without_a_mail_server_a_message_is_read_with_its_link(monde: Monde) -> None:
    link = "https://exemple.fr/?a=1&b=2"
    ecrit(destinataire=monde.membre.email, contexte={"adresse": f"<b> {link} fin"})
    page = monde.clients["membre"].get(PAGE)
    assert 'href="https://exemple.fr/?a=1&amp;b=2"' in page.content.decode()
    assert "&lt;b&gt;" in page.content.decode()
    assert "Ici, Maillage n’envoie pas de courriel" in texte_de(page)
    assert page["Cache-Control"].startswith("max-age=0")
    assert "Aucun message" in texte_de(monde.clients["porteur"].get(PAGE))


def test_with_a_mail_server_a_secret_that_left_is_no_longer_shown(
    monde: Monde, settings: Any
) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"
    ecrit(destinataire=monde.membre.email, contexte={"adresse": "x"})
    Courriel.objects.update(corps="", sent_at="2026-11-22T10:00:00Z")
    assert "il est dans votre messagerie" in texte_de(monde.clients["membre"].get(PAGE))


def test_a_link_that_was_used_says_so(monde: Monde) -> None:
    ecrit(destinataire=monde.membre.email, contexte={"adresse": "x"})
    Courriel.objects.update(corps="")
    assert "ne sert plus" in texte_de(monde.clients["membre"].get(PAGE))


def test_queries_do_not_grow_with_the_messages(monde: Monde) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert monde.clients["membre"].get(PAGE).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(60):
        ecrit(destinataire=monde.membre.email, contexte={"adresse": "x"})
    assert queries() == few
