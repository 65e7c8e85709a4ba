"""Close the dossier to a person of the team: her texts and her name stay in its history."""

from datetime import date

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import heads
from maillage.dossiers.models import Acces, Dossier, LienAgenda
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_member(*, dossier: Dossier, user: User, by: Person, on: date) -> bool:
    """Take every role back; False when the person had none. Raises `LastHead`."""
    writing = begin(dossier, by=by, on=on, right="dossier.retirer_acces")
    held = {row.pk: row.role for row in Acces.objects.filter(dossier=writing.dossier, user=user)}
    if not held:
        return False
    heads.keep_one(writing.dossier, without=held)
    Acces.objects.filter(pk__in=held).delete()
    LienAgenda.objects.filter(dossier=writing.dossier, user=user).delete()
    roles = {"retires": sorted(held.values())}
    writing.note("acces.retirer", cible=f"compte {user.pk}", detail=roles)
    return True
