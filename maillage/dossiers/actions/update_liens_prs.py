"""Replace the links with the regional health plan."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.dossiers.models import Dossier, LienPrs, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin


@transaction.atomic
def update_liens_prs(
    *, dossier: Dossier, liens: Sequence[facts.LienPrs], version: int, by: Person, on: date
) -> None:
    """Replace the links, started from `version` of the list; others may have changed other rows."""
    writing = begin(dossier, by=by, on=on)
    codes = [lien.code for lien in liens]
    if len(codes) > len(set(codes)):
        raise ValidationError({"code": "La même priorité est choisie deux fois."})
    changed = replace(writing, Liste.LIENS_PRS, LienPrs, liens, version=version)
    if changed:
        writing.note("liens_prs.remplacer", detail={"lignes": len(liens)})
