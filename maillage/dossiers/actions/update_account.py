"""Change what a person says of herself: her name, the letters she wants."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import filling, journal

_COLUMNS = frozenset({"nom", "prenom", "recapitulatif"})


@transaction.atomic
def update_account(*, valeurs: Mapping[str, Any], by: User, on: date, at: datetime) -> User:
    """Change the columns given of one's own account; raise `ValidationError`, by column."""
    user = User.objects.select_for_update().get(pk=by.pk, is_active=True)
    detail = filling.fill(user, valeurs, among=_COLUMNS)
    if any("\0" in value for value in valeurs.values() if isinstance(value, str)):
        raise ValidationError({"nom": "Un caractère ne peut pas être enregistré : retapez-le."})
    if detail["champs"]:
        user.save(update_fields=detail["champs"])
        journal.write_instance(
            action="compte.modifier", by=user, on=on, at=at, cible=f"compte {user.pk}",
            detail=detail,
        )  # fmt: skip
    return user
