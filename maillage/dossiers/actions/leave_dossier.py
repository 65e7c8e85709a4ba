"""Leave the team of a dossier."""

from datetime import date

from django.db import transaction

from maillage.dossiers import heads
from maillage.dossiers.models import Acces, Dossier, LienAgenda
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def leave_dossier(*, dossier: Dossier, by: Person, on: date) -> None:
    """Give back every role that one holds; raise `LastHead`. Whoever reads may leave."""
    writing = begin(dossier, by=by, on=on, right="dossier.lire_brouillon")
    held = Acces.objects.filter(dossier=writing.dossier, user=writing.by)
    roles = {row.pk: row.role for row in held}
    heads.keep_one(writing.dossier, without=roles)
    held.delete()
    LienAgenda.objects.filter(dossier=writing.dossier, user=writing.by).delete()
    detail = {"retires": sorted(roles.values())}
    writing.note("acces.quitter", cible=f"compte {writing.by.pk}", detail=detail)
