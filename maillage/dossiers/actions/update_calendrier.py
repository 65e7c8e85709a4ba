"""Replace the calendar as a whole."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from maillage.core import facts
from maillage.dossiers.models import Dossier, Etape, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin


@transaction.atomic
def update_calendrier(
    *, dossier: Dossier, etapes: Sequence[facts.Etape], version: int, by: Person, on: date
) -> None:
    """Replace the steps, started from `version` of the list; others may have changed other rows."""
    writing = begin(dossier, by=by, on=on)
    changed = replace(writing, Liste.CALENDRIER, Etape, etapes, version=version)
    if changed:
        writing.note("calendrier.remplacer", detail={"lignes": len(etapes)})
