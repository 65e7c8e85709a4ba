"""Change an indicator."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Indicateur
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_indicateur(
    *, indicateur: Indicateur, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Indicateur:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(indicateur.dossier, by=by, on=on)
    row, detail = listes.change(writing, indicateur, valeurs, version=version)
    if detail:
        writing.note("indicateur.modifier", cible=row.code, detail=detail)
    return row
