"""Mail servers for tests: each one fails in its own way."""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Ferme(EmailBackend):
    """Nobody answers."""

    def open(self) -> bool:
        raise ConnectionRefusedError(111, "Connection refused")


class Muet(EmailBackend):
    """Takes the message, and never says so."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


class Plein(EmailBackend):
    """Asks to come back later."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPDataError(452, b"try later, secret-of-the-message")


class Inconnu(EmailBackend):
    """Knows no such box."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        refused: dict[str, Any] = dict.fromkeys(messages[0].to, (550, b"no such user"))
        raise smtplib.SMTPRecipientsRefused(refused)


class Tue(EmailBackend):
    """The process dies while it speaks."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


class SansFin(EmailBackend):
    """Cannot even hang up."""

    def close(self) -> None:
        raise smtplib.SMTPException("bye")
