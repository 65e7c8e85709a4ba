"""Show the perimeter of a CPTS to nobody any more."""

from datetime import date

from django.db import transaction

from maillage.dossiers.models import Dossier, PerimetrePublie
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def withdraw_perimetre(*, dossier: Dossier, by: Person, on: date) -> bool:
    """Return whether there was one."""
    writing = begin(dossier, by=by, on=on, right="territoire.publier")
    gone, _ = PerimetrePublie.objects.filter(dossier=writing.dossier).delete()
    if gone:
        writing.note("perimetre.retirer")
    return bool(gone)
