"""Change a local authority."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Collectivite
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_collectivite(
    *, collectivite: Collectivite, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Collectivite:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(collectivite.dossier, by=by, on=on)
    row, detail = listes.change(writing, collectivite, valeurs, version=version)
    if detail:
        writing.note("collectivite.modifier", cible=f"collectivite {row.pk}", detail=detail)
    return row
