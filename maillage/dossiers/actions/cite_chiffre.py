"""Cite a figure of the territory in a fiche action; its value stays as it reads that day."""

from datetime import date

from django.db import transaction

from maillage.core.facts import ChiffreCite
from maillage.dossiers import facts as bridge
from maillage.dossiers import listes
from maillage.dossiers.models import ActionPrevue, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def cite_chiffre(
    *, action: ActionPrevue, chiffre: ChiffreCite, by: Person, on: date
) -> ActionPrevue:
    """Add the figure after those cited already; the same indicator takes its new value."""
    writing = begin(action.dossier, by=by, on=on)
    current = ActionPrevue.objects.get(pk=action.pk, dossier=writing.dossier)
    (part,) = bridge.of_rows(Liste.ACTIONS, [current])
    cited = [one for one in part.chiffres or () if one.indicateur != chiffre.indicateur]
    values = {"chiffres": (*cited, chiffre)}
    row, detail = listes.change(writing, current, values, version=current.version)
    if detail:
        writing.note("action.modifier", cible=row.code, detail=detail)
    return row
