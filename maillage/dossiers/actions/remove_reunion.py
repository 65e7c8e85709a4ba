"""Remove a meeting."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Reunion
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_reunion(*, reunion: Reunion, by: Person, on: date) -> None:
    writing = begin(reunion.dossier, by=by, on=on)
    if listes.remove(writing, reunion):
        writing.note("reunion.retirer", cible=f"reunion {reunion.pk}")
