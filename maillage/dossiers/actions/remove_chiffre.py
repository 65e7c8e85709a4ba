"""Remove a figure that the team got elsewhere."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Chiffre
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_chiffre(*, chiffre: Chiffre, by: Person, on: date) -> None:
    writing = begin(chiffre.dossier, by=by, on=on)
    if listes.remove(writing, chiffre):
        writing.note("chiffre.retirer", cible=f"chiffre {chiffre.pk}")
