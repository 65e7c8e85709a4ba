"""Say that a part that was asked for is written."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from maillage.accounts import courriels
from maillage.dossiers import avertir, mentions
from maillage.dossiers.models import Attribution
from maillage.dossiers.permissions import Forbidden, Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import HEADS


@transaction.atomic
def finish_attribution(*, attribution: Attribution, by: Person, on: date) -> None:
    """Close the request: whoever was asked may, whoever asked, and those who lead the team."""
    writing = begin(attribution.dossier, by=by, on=on, right=mentions.COMMENTER)
    row = Attribution.objects.get(pk=attribution.pk, dossier=writing.dossier)
    if writing.by.pk not in (row.personne_id, row.par_id) and writing.role not in HEADS:
        raise Forbidden("attribution.finir")
    rows = Attribution.objects.filter(pk=row.pk, fait_at=None, retiree_at=None)
    if rows.update(fait_at=Now()):
        courriels.effacer(cle=avertir.cle_attribution(row))
        writing.note("attribution.finir", cible=row.cible, detail={"attribution": row.pk})
