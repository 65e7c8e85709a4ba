"""Add a local authority."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Collectivite, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_collectivite(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Collectivite:
    """Add a local authority; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Collectivite, writing.dossier, jeton)) is not None:
        return row
    row, detail = listes.add(writing, Collectivite, valeurs, jeton=jeton)
    writing.note("collectivite.ajouter", cible=f"collectivite {row.pk}", detail=detail)
    return row
