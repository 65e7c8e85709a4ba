"""Remove a local authority."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Collectivite
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_collectivite(*, collectivite: Collectivite, by: Person, on: date) -> None:
    writing = begin(collectivite.dossier, by=by, on=on)
    if listes.remove(writing, collectivite):
        writing.note("collectivite.retirer", cible=f"collectivite {collectivite.pk}")
