"""Change the yes-or-no questions and the choices of the pré-projet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core import facts
from maillage.dossiers import filling
from maillage.dossiers.models import Choix, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin, same_version

_FILLABLE = filling.names(facts.Choix)


@transaction.atomic
def update_choix(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Choix:
    """Change the answers given; raise `Conflict` when they are no longer at `version`."""
    writing = begin(dossier, by=by, on=on)
    row = Choix.objects.get(dossier=writing.dossier)
    same_version(row, version)
    detail = filling.fill(row, valeurs, among=_FILLABLE)
    row.version += 1
    row.save(force_update=True)
    writing.note("choix.modifier", detail=detail)
    return row
