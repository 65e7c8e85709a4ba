"""Change a meeting."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Reunion
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_reunion(
    *, reunion: Reunion, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Reunion:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(reunion.dossier, by=by, on=on)
    row, detail = listes.change(writing, reunion, valeurs, version=version)
    if detail:
        writing.note("reunion.modifier", cible=f"reunion {row.pk}", detail=detail)
    return row
