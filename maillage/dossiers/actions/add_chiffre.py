"""Add a figure that the team got elsewhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import chiffres, listes
from maillage.dossiers.models import Chiffre, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_chiffre(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Chiffre:
    """Add a figure, whole; the same `jeton` twice adds it once."""
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(Chiffre, writing.dossier, jeton)) is not None:
        return row
    chiffres.complet(valeurs)
    row, detail = listes.add(writing, Chiffre, valeurs, jeton=jeton)
    writing.note("chiffre.ajouter", cible=f"chiffre {row.pk}", detail=detail)
    return row
