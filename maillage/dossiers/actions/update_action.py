"""Change an action that the team plans."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import acteurs as who
from maillage.dossiers import listes
from maillage.dossiers.models import ActionPrevue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_action(
    *,
    action: ActionPrevue,
    version: int,
    valeurs: Mapping[str, Any],
    by: Person,
    on: date,
    acteurs: Sequence[str] | None = None,
) -> ActionPrevue:
    """Change the columns given and the acteurs; raise `Conflict` when no longer at `version`."""
    writing = begin(action.dossier, by=by, on=on)
    row, detail = listes.change(writing, action, valeurs, version=version)
    who.name(row, acteurs)
    writing.note("action.modifier", cible=row.code, detail=detail)
    return row
