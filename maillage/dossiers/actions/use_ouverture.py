"""Use the link of a request: the dossier is opened, with the communes that were tried."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts import courriels
from maillage.accounts.models import User
from maillage.dossiers import ouvertures
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.actions.open_account_by_link import open_account_by_link
from maillage.dossiers.models import Acces, Dossier, Ouverture
from maillage.dossiers.permissions import Forbidden, Person
from maillage.reference import cog


@transaction.atomic
def use_ouverture(*, token: str, by: Person, on: date, at: datetime) -> Dossier:
    """Open the dossier for the person who is signed in; raise `ouvertures.Unusable`.

    The same person who answers twice (two tabs, a double click) opens one dossier.
    """
    if not isinstance(by, User) or not by.is_active:
        raise Forbidden("dossier.creer")
    try:
        asked = _locked(token, at=at)
    except ouvertures.Unusable as unusable:
        opened = unusable.ouverture and unusable.ouverture.dossier
        if opened and Acces.objects.filter(user=by, dossier=opened).exists():
            return opened
        raise
    return _open(asked, by=by, on=on, at=at)


@transaction.atomic
def use_ouverture_with_account(
    *, token: str, nom: str, prenom: str, password: str, on: date, at: datetime
) -> tuple[User, Dossier]:
    """Open the account of the address, then the dossier; both, or neither.

    Raise `ouvertures.Unusable`, or `ValidationError` by field (email, nom, prenom, password).
    """
    asked = _locked(token, at=at)
    if User.objects.filter(email=asked.email).exists():
        raise ValidationError(
            "Un compte existe déjà avec cette adresse. Connectez-vous : le dossier vous attend."
        )
    user = open_account_by_link(
        email=asked.email, nom=nom, prenom=prenom, password=password, on=on, at=at
    )
    return user, _open(asked, by=user, on=on, at=at)


def _locked(token: str, *, at: datetime) -> Ouverture:
    same = Ouverture.objects.select_for_update(of=("self",)).select_related("dossier")
    found = same.filter(token_hash=ouvertures.print_of(token)).first()
    return ouvertures.usable(found, at=at)


def _open(asked: Ouverture, *, by: User, on: date, at: datetime) -> Dossier:
    dossier = create_dossier(by=by, on=on, nom=asked.nom)
    table = cog.table()
    codes = [code for code in asked.communes if table.commune(code)]
    if codes:
        add_communes(dossier=dossier, codes=codes, by=by, on=on)
    courriels.effacer(cle=ouvertures.key(asked))
    asked.used_at, asked.dossier = at, dossier
    asked.email, asked.nom, asked.communes = "", "", []
    asked.save()
    return dossier
