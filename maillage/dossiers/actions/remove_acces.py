"""Take a role back, unless nobody could then give any."""

from datetime import date

from django.db import transaction

from maillage.dossiers.models import Acces
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import Role

_HEADS = (Role.PORTEUR, Role.COORDINATEUR, Role.PRESIDENT)


class LastHead(Exception):
    """The only accès left that can open the dossier to others."""

    def __init__(self) -> None:
        super().__init__(
            "C’est le dernier accès qui permet d’inviter quelqu’un : donnez d’abord le rôle de "
            "porteur, de coordinateur ou de président à une autre personne."
        )


@transaction.atomic
def remove_acces(*, acces: Acces, by: Person, on: date) -> None:
    writing = begin(acces.dossier, by=by, on=on, right="dossier.retirer_acces")
    others = Acces.objects.filter(dossier=writing.dossier).exclude(pk=acces.pk)
    if not others.filter(role__in=_HEADS, user__is_active=True).exists():
        raise LastHead
    removed, _ = Acces.objects.filter(pk=acces.pk, dossier=writing.dossier).delete()
    if removed:
        writing.note("acces.retirer", cible=f"compte {acces.user_id}", detail={"role": acces.role})
