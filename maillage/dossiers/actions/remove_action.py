"""Remove a planned action."""

from datetime import date

from django.db import transaction

from maillage.dossiers import liens, listes
from maillage.dossiers.models import ActionPrevue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_action(*, action: ActionPrevue, by: Person, on: date) -> None:
    writing = begin(action.dossier, by=by, on=on)
    if listes.remove(writing, action):
        liens.forget(writing, (action.code,))
        writing.note("action.retirer", cible=action.code)
