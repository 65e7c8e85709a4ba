"""Add a payment that came."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes, versements
from maillage.dossiers.models import Dossier, Versement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_versement(
    *, dossier: Dossier, valeurs: Mapping[str, Any], by: Person, on: date, jeton: UUID | None = None
) -> Versement:
    """Add a payment; the same `jeton` twice adds it once. Its parts make it, to the cent."""
    writing = begin(dossier, by=by, on=on, right="budget.saisir")
    if (row := listes.already(Versement, writing.dossier, jeton)) is not None:
        return row
    versements.check(versements.said(None, valeurs))
    row, detail = listes.add(writing, Versement, valeurs, jeton=jeton)
    writing.note("versement.ajouter", cible=f"versement {row.pk}", detail=detail)
    return row
