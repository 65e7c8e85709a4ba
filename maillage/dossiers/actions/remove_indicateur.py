"""Remove an indicator."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Indicateur
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_indicateur(*, indicateur: Indicateur, by: Person, on: date) -> None:
    writing = begin(indicateur.dossier, by=by, on=on)
    if listes.remove(writing, indicateur):
        writing.note("indicateur.retirer", cible=indicateur.code)
