"""Change an establishment, a service or a structure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Etablissement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_etablissement(
    *, etablissement: Etablissement, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Etablissement:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(etablissement.dossier, by=by, on=on)
    row, detail = listes.change(writing, etablissement, valeurs, version=version)
    if detail:
        writing.note("etablissement.modifier", cible=row.code, detail=detail)
    return row
