"""Change what the team declares about a commune: its part, its inhabitants, their source."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import CommuneRetenue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_commune(
    *, commune: CommuneRetenue, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> CommuneRetenue:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(commune.dossier, by=by, on=on, right="territoire.choisir")
    row, detail = listes.change(writing, commune, valeurs, version=version)
    if detail:
        writing.note("communes.modifier", cible=row.code, detail=detail)
    return row
