"""Say how far an action is, from its card on the board."""

from datetime import date

from django.db import transaction

from maillage.core.facts import Maturite
from maillage.dossiers import listes
from maillage.dossiers.models import ActionPrevue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def move_action(
    *, action: ActionPrevue, maturite: Maturite | None, by: Person, on: date
) -> ActionPrevue:
    """Change how far the action is and nothing else; the last one who moves the card is right."""
    writing = begin(action.dossier, by=by, on=on)
    current = ActionPrevue.objects.get(pk=action.pk, dossier=writing.dossier)
    row, detail = listes.change(writing, current, {"maturite": maturite}, version=current.version)
    if detail:
        writing.note("action.modifier", cible=row.code, detail=detail)
    return row
