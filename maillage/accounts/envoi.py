"""Hand the waiting e-mails to the mail server.

**What holds.** A message is taken by one sender only (one conditional UPDATE), and is marked taken
before the server is spoken to: it is never sent twice by itself, even when the process is killed
in between. The price: a message whose sending was cut short is not tried again, because nobody
knows whether it left. It stays `en_cours`, `maillage courriels lister` shows it, and whoever runs
the instance decides (`maillage courriels renvoyer`).
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q

from maillage.accounts.models import Courriel, Etat

# After each failure, how long before the next try; after the last one, we give up.
DELAIS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 720, 1440, 1440))
TROP_VIEUX: Final = timedelta(days=7)  # a message that old would only surprise
REPOS: Final = timedelta(minutes=1)  # a page does not call a server that has just failed
_TRACES = logging.getLogger("maillage.courriels")


@dataclass(slots=True)
class Bilan:
    """What one round of sending did."""

    envoyes: int = 0
    remis: int = 0  # failed, to be tried again later
    abandonnes: int = 0
    incertains: int = 0
    erreur: str = ""  # the server cannot be reached


class _Unreachable(Exception):
    """The server does not answer: nothing was handed over."""


def envoyer_un(pk: int, *, at: datetime) -> None:
    """Send a message that has just been written, unless the server has just failed."""
    failed = Courriel.objects.filter(etat=Etat.A_ENVOYER, essais__gt=0, tried_at__gt=at - REPOS)
    if not failed.exists():
        _round([pk], at, Bilan())


def envoyer(*, at: datetime, limite: int = 500) -> Bilan:
    """Send what waits, the oldest first; stop when the server does not answer."""
    bilan = Bilan()
    old = Courriel.objects.filter(etat=Etat.A_ENVOYER, created_at__lte=at - TROP_VIEUX)
    bilan.abandonnes += old.update(etat=Etat.ABANDONNE, erreur="trop ancien pour partir encore")
    due = Courriel.objects.filter(etat=Etat.A_ENVOYER, retry_at__lte=at)
    _round(list(due.order_by("retry_at", "pk").values_list("pk", flat=True)[:limite]), at, bilan)
    return bilan


def renvoyer(pk: int, *, at: datetime) -> bool:
    """Put back in the queue a message that did not leave for sure; False when there is none."""
    again = Courriel.objects.filter(pk=pk, etat__in=[Etat.EN_COURS, Etat.ABANDONNE])
    return bool(
        again.exclude(corps="").update(
            etat=Etat.A_ENVOYER, essais=0, erreur="", retry_at=at, created_at=at
        )
    )


def _round(pks: list[int], at: datetime, bilan: Bilan) -> None:
    if not pks:
        return
    connection = get_connection()
    try:
        for pk in pks:
            _one(pk, at, connection, bilan)
    except _Unreachable as failure:
        bilan.erreur = str(failure)
    finally:
        _hang_up(connection)


def _one(pk: int, at: datetime, connection: Any, bilan: Bilan) -> None:
    waiting = Courriel.objects.filter(pk=pk, etat=Etat.A_ENVOYER)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as failure:
        waiting.update(essais=F("essais") + 1, tried_at=at)
        _later(pk, at, f"le serveur d’envoi ne répond pas ({_said(failure)})", bilan)
        raise _Unreachable(_said(failure)) from failure
    if not waiting.update(etat=Etat.EN_COURS, essais=F("essais") + 1, tried_at=at):
        return  # someone else took it, or it is no longer of use
    courriel = Courriel.objects.get(pk=pk)
    try:
        connection.send_messages([_message(courriel)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        _refused(pk, at, refusal, bilan)
    except (OSError, smtplib.SMTPException) as failure:  # did it leave? nobody knows
        bilan.incertains += 1
        Courriel.objects.filter(pk=pk).update(erreur=_short(f"sans réponse ({_said(failure)})"))
        _TRACES.warning("courriel %s : le serveur n’a pas dit s’il l’a pris", courriel)
        _hang_up(connection)
    except ValueError as wrong:  # an address that cannot be written
        _given_up(pk, _said(wrong), bilan)
    else:
        _left(courriel, at, bilan)


def _message(courriel: Courriel) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {
        # The same whoever sends it again: most mail readers then show one message.
        "Message-ID": f"<{courriel.message_id}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        courriel.sujet, courriel.corps, None, [courriel.destinataire], headers=headers
    )


def _left(courriel: Courriel, at: datetime, bilan: Bilan) -> None:
    bilan.envoyes += 1
    gone: dict[str, Any] = {"etat": Etat.ENVOYE, "sent_at": at, "erreur": ""}
    if courriel.secret_until:
        gone["corps"] = ""  # its addressee has it: nobody else needs to read the link
    Courriel.objects.filter(pk=courriel.pk).update(**gone)
    _TRACES.info("courriel %s : envoyé", courriel)


def _refused(pk: int, at: datetime, refusal: smtplib.SMTPException, bilan: Bilan) -> None:
    """The server said no: for good when it says so of this message, for now otherwise."""
    codes = (
        [code for code, _ in refusal.recipients.values()]
        if isinstance(refusal, smtplib.SMTPRecipientsRefused)
        else []
    )
    said = f"refusé par le serveur d’envoi ({_said(refusal)})"
    if codes and min(codes) >= 500:
        _given_up(pk, said, bilan)
    else:
        _later(pk, at, said, bilan)


def _later(pk: int, at: datetime, erreur: str, bilan: Bilan) -> None:
    """Wait for longer and longer, then give up; a message erased meanwhile is given up."""
    courriel = Courriel.objects.get(pk=pk)
    if courriel.essais > len(DELAIS) or not courriel.corps:
        _given_up(pk, erreur, bilan)
        return
    bilan.remis += 1
    waits = Courriel.objects.filter(Q(pk=pk) & ~Q(etat=Etat.ABANDONNE))
    waits.update(
        etat=Etat.A_ENVOYER, erreur=_short(erreur), retry_at=at + DELAIS[courriel.essais - 1]
    )
    _TRACES.warning("courriel %s : essai %s manqué", courriel, courriel.essais)


def _given_up(pk: int, erreur: str, bilan: Bilan) -> None:
    bilan.abandonnes += 1
    Courriel.objects.filter(pk=pk).update(etat=Etat.ABANDONNE, erreur=_short(erreur))
    _TRACES.warning("courriel %s : abandonné", pk)


def _hang_up(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        _TRACES.info("le serveur d’envoi a coupé")


def _said(failure: Exception) -> str:
    """Say the failure without what the server repeats of the message."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return ", ".join(str(code) for code, _ in failure.recipients.values())
    if isinstance(failure, smtplib.SMTPResponseException):
        return str(failure.smtp_code)
    return type(failure).__name__


def _short(text: str) -> str:
    return text[:300]
