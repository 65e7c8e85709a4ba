"""Change a person to reach in an institution."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Referent
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_referent(
    *, referent: Referent, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Referent:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(referent.dossier, by=by, on=on)
    row, detail = listes.change(writing, referent, valeurs, version=version)
    if detail:
        writing.note("referent.modifier", cible=f"referent {row.pk}", detail=detail)
    return row
