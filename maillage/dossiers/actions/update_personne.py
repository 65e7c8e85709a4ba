"""Change a person of the team."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Personne
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_personne(
    *, personne: Personne, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Personne:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(personne.dossier, by=by, on=on)
    row, detail = listes.change(writing, personne, valeurs, version=version)
    if detail:
        writing.note("personne.modifier", cible=row.code, detail=detail)
    return row
