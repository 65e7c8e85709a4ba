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
    """Replace the steps; `version` is that of the list (`listes.version`), else `Conflict`."""
    writing = begin(dossier, by=by, on=on)
    replace(writing.dossier, Liste.CALENDRIER, Etape, etapes, version=version)
    writing.note("calendrier.remplacer", detail={"lignes": len(etapes)})
