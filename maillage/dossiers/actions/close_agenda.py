"""Take back the secret link of a person’s agenda."""

from datetime import date

from django.db import transaction

from maillage.dossiers.models import Dossier, LienAgenda
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def close_agenda(*, dossier: Dossier, by: Person, on: date) -> bool:
    """Tell whether there was a link."""
    writing = begin(dossier, by=by, on=on, right="dossier.lire_brouillon")
    found = LienAgenda.objects.filter(dossier=writing.dossier, user=writing.by)
    removed = bool(found.delete()[0])
    if removed:
        writing.note("agenda.fermer")
    return removed
