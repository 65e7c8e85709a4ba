"""Plan an action for a mission."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import ActionPrevue, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def add_action(
    *,
    dossier: Dossier,
    valeurs: Mapping[str, Any],
    by: Person,
    on: date,
    acteurs: Sequence[str] | None = None,
    jeton: UUID | None = None,
) -> ActionPrevue:
    """Add an action; `acteurs` are codes of people or establishments; one row per `jeton`.

    `valeurs` may hold `etapes` (parts of the facts) and `referents` (codes of people).
    """
    writing = begin(dossier, by=by, on=on)
    if (row := listes.already(ActionPrevue, writing.dossier, jeton)) is not None:
        return row
    given = {**valeurs, "acteurs": acteurs}
    row, detail = listes.add(writing, ActionPrevue, given, jeton=jeton)
    writing.note("action.ajouter", cible=row.code, detail=detail)
    return row
