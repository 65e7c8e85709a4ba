"""Open an account for whoever holds a secret link: the link proves the address."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from maillage.accounts.models import User
from maillage.dossiers import journal
from maillage.dossiers.models.columns import storable


@transaction.atomic
def open_account_by_link(
    *, email: str, nom: str, prenom: str, password: str, on: date, at: datetime
) -> User:
    """Open the account; raise `ValidationError`, by field (email, nom, prenom, password).

    The caller checked the link, that it is still of use, and that it was sent to `email`.
    """
    user = User(email=User.objects.normalize_email(email), nom=nom.strip(), prenom=prenom.strip())
    _check(user, password)
    try:
        with transaction.atomic():
            user.set_password(password)
            user.save(force_insert=True)
    except IntegrityError as taken:  # two tabs at once
        raise ValidationError({"email": "Un compte existe déjà avec cette adresse."}) from taken
    journal.write_instance(
        action="compte.ouvrir_par_lien", by=user, on=on, at=at, cible=f"compte {user.pk}"
    )
    return user


def _check(user: User, password: str) -> None:
    wrong: dict[str, list[str]] = {}
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        wrong = error.message_dict
    for name, value in (("nom", user.nom), ("prenom", user.prenom), ("password", password)):
        try:
            storable(value)
            if name == "password":
                validate_password(password, user)
        except ValidationError as error:
            wrong.setdefault(name, []).extend(error.messages)
    if wrong:
        raise ValidationError(dict(wrong))
