"""Remove an establishment, a service or a structure."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Etablissement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_etablissement(*, etablissement: Etablissement, by: Person, on: date) -> None:
    writing = begin(etablissement.dossier, by=by, on=on)
    if listes.remove(writing, etablissement):
        writing.note("etablissement.retirer", cible=etablissement.code)
