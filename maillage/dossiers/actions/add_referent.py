"""Add a person to reach in an institution."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Referent
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_referent(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Referent:
    """Add a person to reach in an institution; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Referent, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Referent, valeurs, jeton=jeton)
    writing.note("referent.ajouter", cible=f"referent {row.pk}", detail=detail)
    return row
