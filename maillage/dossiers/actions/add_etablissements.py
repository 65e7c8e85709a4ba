"""Add many establishments, services or structures at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Etablissement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_etablissements(
    *,
    dossier: Dossier,
    lignes: Sequence[Mapping[str, Any]],
    by: Person,
    on: date,
    jeton: UUID | None = None,
) -> list[Etablissement]:
    """Add them at the end of the list, all or none; the same `jeton` twice adds them once."""
    writing = begin(dossier, by=by, on=on)
    if before := listes.already_many(Etablissement, writing.dossier, jeton, len(lignes)):
        return before
    added = listes.add_many(writing, Etablissement, lignes, jeton=jeton)
    if added:
        codes = [row.code for row in added]
        writing.note("etablissements.ajouter", detail={"nombre": len(codes), "codes": codes})
    return added
