"""Remove a person to reach in an institution."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Referent
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_referent(*, referent: Referent, by: Person, on: date) -> None:
    writing = begin(referent.dossier, by=by, on=on)
    if listes.remove(writing, referent):
        writing.note("referent.retirer", cible=f"referent {referent.pk}")
