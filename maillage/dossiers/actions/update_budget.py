"""Replace the small budget of the construction phase."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from maillage.core import facts
from maillage.dossiers.models import Dossier, LigneBudget, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin


@transaction.atomic
def update_budget(
    *, dossier: Dossier, lignes: Sequence[facts.LigneBudget], version: int, by: Person, on: date
) -> None:
    """Replace the lines, started from `version` of the list; others may have changed other rows."""
    writing = begin(dossier, by=by, on=on)
    changed = replace(writing, Liste.BUDGET_PRE_PROJET, LigneBudget, lignes, version=version)
    if changed:
        writing.note("budget_pre_projet.remplacer", detail={"lignes": len(lignes)})
