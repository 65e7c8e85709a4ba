"""What the actions on a visitor's request share: the secret of its link, its message, its end."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from maillage.accounts import courriels
from maillage.dossiers.models import Ouverture

DUREE: Final = timedelta(days=3)
PAR_ADRESSE: Final = 3  # requests for one address, while their links last

Address = Callable[[str], str]  # from the secret to the address of its page


class Motif(StrEnum):
    """Why a link opens nothing."""

    INCONNUE = "inconnue"
    EXPIREE = "expiree"
    UTILISEE = "utilisee"


class Unusable(Exception):
    """The link opens nothing, any more or at all; `ouverture` is what it opened once."""

    def __init__(self, motif: Motif, ouverture: Ouverture | None = None) -> None:
        self.motif, self.ouverture = motif, ouverture
        super().__init__(_SENTENCES[motif])


_SENTENCES: Final = {
    Motif.INCONNUE: "Ce lien est incomplet, ou il a plus de trois jours.",
    Motif.EXPIREE: "Ce lien a plus de trois jours : il ne sert plus.",
    Motif.UTILISEE: "Ce lien a déjà servi : le dossier est ouvert.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and its link: shown only where no mail server carries it."""

    ouverture: Ouverture
    lien: str


def draw() -> tuple[str, str]:
    """Return a new secret, and the print that is kept of it."""
    token = secrets.token_urlsafe(32)
    return token, print_of(token)


def print_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def key(ouverture: Ouverture) -> str:
    """Name the request among the messages."""
    return f"ouverture {ouverture.pk}"


def find(token: str, *, at: datetime) -> Ouverture:
    """Return the request of a link; raise `Unusable` when it opens nothing."""
    found = Ouverture.objects.filter(token_hash=print_of(token)).select_related("dossier")
    return usable(found.first(), at=at)


def usable(ouverture: Ouverture | None, *, at: datetime) -> Ouverture:
    if ouverture is None:
        raise Unusable(Motif.INCONNUE)
    if ouverture.used_at:
        raise Unusable(Motif.UTILISEE, ouverture)
    if ouverture.expires_at <= at:
        raise Unusable(Motif.EXPIREE)
    return ouverture


def forget(*, at: datetime) -> int:
    """Erase the requests whose link no longer works, used or not; return how many."""
    removed, _ = Ouverture.objects.filter(expires_at__lte=at).delete()
    courriels.effacer_perimes(at=at)
    return removed
