"""Remove a payment that was typed by mistake."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Versement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_versement(*, versement: Versement, by: Person, on: date) -> None:
    writing = begin(versement.dossier, by=by, on=on, right="budget.saisir")
    if listes.remove(writing, versement):
        writing.note("versement.retirer", cible=f"versement {versement.pk}")
