"""Add an establishment, a service or a structure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Etablissement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_etablissement(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Etablissement:
    """Add an establishment, a service or a structure; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Etablissement, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Etablissement, valeurs, jeton=jeton)
    writing.note("etablissement.ajouter", cible=row.code, detail=detail)
    return row
