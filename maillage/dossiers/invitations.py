"""What the actions on invitations share: the secret of a link, its message, its state."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.dossiers.models import Acces, Dossier, Invitation
from maillage.reference import permissions
from maillage.reference.permissions import Role

DUREE: Final = timedelta(days=14)
OUBLI: Final = timedelta(days=90)  # after which an invitation that nobody answered is forgotten

Address = Callable[[str], str]  # from the secret to the address of its page


class Motif(StrEnum):
    """Why an invitation is of no use."""

    INCONNUE = "inconnue"
    EXPIREE = "expiree"
    UTILISEE = "utilisee"
    RETIREE = "retiree"


class Unusable(Exception):
    """The link does not open anything, any more or at all."""

    def __init__(self, motif: Motif) -> None:
        self.motif = motif
        super().__init__(_SENTENCES[motif])


_SENTENCES: Final = {
    Motif.INCONNUE: "Ce lien est incomplet, ou l’équipe vous en a envoyé un plus récent.",
    Motif.EXPIREE: "Cette invitation n’a pas eu de réponse à temps : elle ne sert plus.",
    Motif.UTILISEE: "Cette invitation a déjà servi.",
    Motif.RETIREE: "Cette invitation a été retirée par l’équipe du dossier.",
}


class WrongAccount(Exception):
    """The invitation was sent to another address than the one of the person."""

    def __init__(self) -> None:
        super().__init__("Cette invitation a été envoyée à une autre adresse que la vôtre.")


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation, and its link: to be shown only when no mail server carries it."""

    invitation: Invitation
    lien: str


def draw() -> tuple[str, str]:
    """Return a new secret, and the print that is kept of it."""
    token = secrets.token_urlsafe(32)
    return token, print_of(token)


def print_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def key(invitation: Invitation) -> str:
    """Name the invitation among the messages."""
    return f"invitation {invitation.pk}"


def find(token: str) -> Invitation:
    """Return the invitation of a link; raise `Unusable` when nothing was ever sent with it."""
    found = Invitation.objects.select_related("dossier", "created_by").filter(
        token_hash=print_of(token)
    )
    invitation = found.first()
    if invitation is None:
        raise Unusable(Motif.INCONNUE)
    return invitation


def check(invitation: Invitation, *, at: datetime) -> None:
    """Raise `Unusable` when the invitation is settled, or was left without an answer too long."""
    if invitation.accepted_at:
        raise Unusable(Motif.UTILISEE)
    if invitation.revoked_at:
        raise Unusable(Motif.RETIREE)
    if invitation.expires_at <= at:
        raise Unusable(Motif.EXPIREE)


def send(invitation: Invitation, *, by: User, adresse: Address, at: datetime) -> Sent:
    """Give the invitation a new secret and write its message; older links open nothing more."""
    token, invitation.token_hash = draw()
    invitation.sent_at, invitation.expires_at = at, at + DUREE
    invitation.save()
    courriels.effacer(cle=key(invitation))
    lien = adresse(token)
    role = Role(invitation.role)
    courriels.deposer(
        nature=Nature.INVITATION,
        destinataire=invitation.email,
        user=User.objects.filter(email=invitation.email, is_active=True).first(),
        cle=key(invitation),
        contexte={
            "auteur": str(by),
            "dossier": str(invitation.dossier),
            "role": permissions.table().roles[role],
            "peut": permissions.phrase(role),
            "adresse": invitation.email,
            "lien": lien,
            "fin": invitation.expires_at,
        },
        secret_until=invitation.expires_at,
        at=at,
    )
    return Sent(invitation, lien)


def settle(invitation: Invitation) -> None:
    """Forget the address and the message of an invitation that is answered or taken back."""
    courriels.effacer(cle=key(invitation))
    invitation.email = ""
    invitation.save()


def pending(dossier: Dossier) -> list[Invitation]:
    """Return the invitations that wait for an answer, the latest first, expired ones too."""
    waiting = Invitation.objects.filter(dossier=dossier, accepted_at=None, revoked_at=None)
    return list(waiting.select_related("created_by").order_by("-sent_at", "-pk"))


def is_member(dossier: Dossier, email: str) -> bool:
    return Acces.objects.filter(dossier=dossier, user__email=email, user__is_active=True).exists()
