"""Add a person of the team."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Personne
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_personne(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Personne:
    """Add a person of the team; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Personne, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Personne, valeurs, jeton=jeton)
    writing.note("personne.ajouter", cible=row.code, detail=detail)
    return row
