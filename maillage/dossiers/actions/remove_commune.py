"""Remove a commune, or a part of one, from the territory."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import CommuneRetenue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_commune(*, commune: CommuneRetenue, by: Person, on: date) -> None:
    """Remove that row only: the same commune listed twice keeps its other row."""
    writing = begin(commune.dossier, by=by, on=on, right="territoire.choisir")
    if listes.remove(writing, commune):
        writing.note("communes.retirer", cible=commune.code)
