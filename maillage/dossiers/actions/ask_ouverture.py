"""A visitor asks to open a dossier: nothing is opened before the link of the message is used."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.dossiers import ouvertures
from maillage.dossiers.models import Ouverture
from maillage.dossiers.models.columns import storable
from maillage.dossiers.ouvertures import Address, Asked
from maillage.reference import cog

_NAME = 200


@transaction.atomic
def ask_ouverture(
    *,
    jeton: UUID,
    email: str,
    nom: str,
    communes: Iterable[str],
    at: datetime,
    adresse: Address,
) -> Asked:
    """Write the request and its message; raise `ValidationError` by field (nom, email).

    Nobody is signed in, so nothing is written in the journal; the same click twice (`jeton`) asks
    once. `adresse` makes the address of the page that opens the dossier from its secret.
    """
    ouvertures.forget(at=at)
    email = User.objects.normalize_email(email)
    _check(nom, email)
    token, print_of_token = ouvertures.draw()
    asked, new = _row(jeton, email, print_of_token, at=at)
    if not new and courriels.partent():
        return Asked(asked, "")
    table = cog.table()
    asked.nom, asked.token_hash = nom.strip(), print_of_token
    asked.communes = [code for code in dict.fromkeys(communes) if table.commune(code)]
    asked.sent_at, asked.expires_at = at, at + ouvertures.DUREE
    asked.save()
    lien = adresse(token)
    _write(asked, lien, at=at)
    return Asked(asked, lien)


def _row(jeton: UUID, email: str, token_hash: str, *, at: datetime) -> tuple[Ouverture, bool]:
    """Return the request of this form, held from other writers, and whether it is a new one."""
    waiting = Ouverture.objects.select_for_update().filter(jeton=jeton, used_at=None)
    if not waiting.filter(email=email).exists():
        _not_too_often(email)
    return waiting.get_or_create(
        jeton=jeton,
        email=email,
        used_at=None,
        defaults={"token_hash": token_hash, "sent_at": at, "expires_at": at + ouvertures.DUREE},
    )


def _check(nom: str, email: str) -> None:
    wrong: dict[str, list[str]] = {}
    try:
        storable(nom)
        if not nom.strip():
            wrong["nom"] = ["Donnez un nom, même provisoire."]
        elif len(nom) > _NAME:
            wrong["nom"] = [f"Ce nom est trop long : {_NAME} caractères au plus."]
    except ValidationError as error:
        wrong["nom"] = list(error.messages)
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = ["Ce n’est pas une adresse électronique : il faut « nom@domaine.fr »."]
    if len(email) > 254:
        wrong["email"] = ["Cette adresse est trop longue."]
    if wrong:
        raise ValidationError(dict(wrong))


def _not_too_often(email: str) -> None:
    if Ouverture.objects.filter(email=email).count() >= ouvertures.PAR_ADRESSE:
        raise ValidationError(
            {
                "email": "Nous avons déjà écrit plusieurs fois à cette adresse. Cherchez notre "
                "message, aussi dans les indésirables ; ou recommencez dans trois jours."
            }
        )


def _write(asked: Ouverture, lien: str, *, at: datetime) -> None:
    courriels.effacer(cle=ouvertures.key(asked))
    courriels.deposer(
        nature=Nature.OUVERTURE,
        destinataire=asked.email,
        cle=ouvertures.key(asked),
        contexte={
            "adresse": asked.email,
            "nom": asked.nom,
            "communes": len(asked.communes),
            "lien": lien,
            "fin": asked.expires_at,
        },
        secret_until=asked.expires_at,
        at=at,
    )
