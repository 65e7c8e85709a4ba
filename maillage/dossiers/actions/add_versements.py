"""Add the payments of a bank statement, together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes, versements
from maillage.dossiers.models import Dossier, Versement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_versements(
    *,
    dossier: Dossier,
    lignes: Sequence[Mapping[str, Any]],
    by: Person,
    on: date,
    jeton: UUID | None = None,
) -> list[Versement]:
    """Add all of them or none; the same `jeton` twice adds them once."""
    writing = begin(dossier, by=by, on=on, right="budget.saisir")
    before = listes.already_many(Versement, writing.dossier, jeton, len(lignes))
    if before:
        return before
    for one in lignes:
        versements.check(versements.said(None, one))
    rows = listes.add_many(writing, Versement, lignes, jeton=jeton)
    if rows:
        writing.note("versements.ajouter", detail={"codes": [str(row.pk) for row in rows]})
    return rows
