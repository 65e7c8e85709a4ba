"""Change an indicator."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes, suivi
from maillage.dossiers.models import Indicateur
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_indicateur(
    *, indicateur: Indicateur, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Indicateur:
    """Change the columns given; raise `Conflict` when the row is no longer at `version`."""
    writing = begin(indicateur.dossier, by=by, on=on)
    columns = suivi.columns_of(valeurs)
    row, detail = listes.change(writing, indicateur, columns, version=version)
    detail["champs"] += suivi.name(row, valeurs)
    writing.note("indicateur.modifier", cible=row.code, detail=detail)
    return row
