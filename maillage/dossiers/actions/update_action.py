"""Change an action that the team plans."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

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
    """Change the columns given and the acteurs; others may have changed other fields since `version`.

    `valeurs` may hold `etapes` (parts of the facts) and `referents` (codes of people).
    """
    writing = begin(action.dossier, by=by, on=on)
    given = {**valeurs, "acteurs": acteurs}
    row, detail = listes.change(writing, action, given, version=version)
    if detail:
        writing.note("action.modifier", cible=row.code, detail=detail)
    return row
