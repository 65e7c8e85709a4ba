"""The outbox: what Maillage has to tell by e-mail is first written beside what it tells.

The row is written in the transaction of the action: both are kept, or neither. The message leaves
once the transaction is kept (`envoi`), or waits here to be read when there is no mail server.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from maillage.accounts import envoi
from maillage.accounts.models import Courriel, Etat, User
from maillage.accounts.redaction import ecrire

GARDE: Final = timedelta(days=90)  # how long a message is kept
_TRACES = logging.getLogger("maillage.courriels")


class Nature(StrEnum):
    """What a message tells; its text is `templates/courriels/<nature>.txt`."""

    MOT_DE_PASSE = "mot_de_passe"
    COMPTE_INCONNU = "compte_inconnu"
    ADRESSE = "adresse"
    ADRESSE_CHANGEE = "adresse_changee"
    ADRESSE_PRISE = "adresse_prise"
    INVITATION = "invitation"
    OUVERTURE = "ouverture"
    ATTRIBUTION = "attribution"
    MENTION = "mention"
    RECAPITULATIF = "recapitulatif"


# Whoever reads one of these takes the account: a session left open must not be enough for that.
_HIDDEN: Final = (Nature.MOT_DE_PASSE,)


def partent() -> bool:
    """Is there a mail server, or do the messages wait to be read here?"""
    return bool(settings.EMAIL_HOST)


def deposer(
    *,
    nature: str,
    destinataire: str,
    contexte: Mapping[str, Any],
    at: datetime,
    user: User | None = None,
    cle: str = "",
    secret_until: datetime | None = None,
) -> Courriel:
    """Write an e-mail to be sent; call it in the transaction of what it tells.

    A message with a secret link says until when (`secret_until`): its text is erased once it is
    sent, and at that moment at the latest. `cle` names what the message is about, for `effacer`.
    """
    sujet, corps = ecrire(nature, {"site": settings.SITE_URL, **contexte})
    effacer_perimes(at=at)
    courriel = Courriel.objects.create(
        nature=nature, destinataire=User.objects.normalize_email(destinataire), user=user, cle=cle,
        sujet=sujet, corps=corps, secret_until=secret_until, created_at=at, retry_at=at,
    )  # fmt: skip
    if partent():
        transaction.on_commit(partial(envoi.envoyer_un, courriel.pk, at=at), robust=True)
    else:
        _TRACES.info("courriel %s : gardé ici, il n’y a pas de serveur d’envoi", courriel)
    return courriel


def effacer(*, cle: str) -> None:
    """Erase the texts about something that is settled; what has not left will not leave."""
    _erase(Courriel.objects.filter(cle=cle))


def effacer_perimes(*, at: datetime) -> None:
    """Erase the texts whose secret link no longer works."""
    _erase(Courriel.objects.filter(secret_until__lte=at))


def purger(*, at: datetime) -> int:
    """Remove the messages that are kept no longer; return how many."""
    effacer_perimes(at=at)
    removed, _ = Courriel.objects.filter(created_at__lte=at - GARDE).delete()
    return removed


def lisibles(user: User, *, at: datetime) -> QuerySet[Courriel]:
    """Return the messages that the person may read here, the latest first."""
    mine = Courriel.objects.filter(Q(user=user) | Q(destinataire=user.email))
    useful = mine.exclude(nature__in=_HIDDEN).exclude(secret_until__lte=at)
    return useful.order_by("-created_at", "-pk")


def _erase(found: QuerySet[Courriel]) -> None:
    found.filter(etat=Etat.A_ENVOYER).update(etat=Etat.ABANDONNE)
    found.exclude(corps="").update(corps="")
