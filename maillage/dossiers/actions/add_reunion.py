"""Add a meeting."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Reunion
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_reunion(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Reunion:
    """Add a meeting; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Reunion, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Reunion, valeurs, jeton=jeton)
    writing.note("reunion.ajouter", cible=f"reunion {row.pk}", detail=detail)
    return row
