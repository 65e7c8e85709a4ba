"""Remove several communes, or parts of communes, from the territory at once."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_communes(
    *, dossier: Dossier, lignes: Collection[int], by: Person, on: date
) -> list[CommuneRetenue]:
    """Remove these rows and return them as they were; those gone already are left out."""
    writing = begin(dossier, by=by, on=on, right="territoire.choisir")
    rows = CommuneRetenue.objects.filter(dossier=writing.dossier, pk__in=lignes)
    removed = listes.remove_many(writing, CommuneRetenue, list(rows.order_by("rang", "pk")))
    if removed:
        writing.note("communes.retirer", detail={"codes": [row.code for row in removed]})
    return removed
