"""Add an indicator."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Indicateur
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_indicateur(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Indicateur:
    """Add an indicator; the same `jeton` twice adds it once.

    `action` among the values is the code of an action.
    """
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Indicateur, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Indicateur, valeurs, jeton=jeton)
    writing.note("indicateur.ajouter", cible=row.code, detail=detail)
    return row
