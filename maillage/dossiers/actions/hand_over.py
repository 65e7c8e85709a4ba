"""Hand a dossier over: another person takes one's role, in one go."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers.models import Acces, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import HEADS, Role


@transaction.atomic
def hand_over(*, dossier: Dossier, to: User, role: Role, by: Person, on: date) -> bool:
    """Give `to` the role and leave it; False when it was already done (a double click).

    Whoever hands a dossier over stays in the team, as a member when no other role is left.
    """
    writing = begin(dossier, by=by, on=on, right="dossier.inviter")
    team = Acces.objects.filter(dossier=writing.dossier)
    if role not in HEADS or to.pk == writing.by.pk or not _of_the_team(writing.dossier, to):
        raise ValidationError({"personne": "Choisissez une autre personne de l’équipe."})
    mine = team.filter(user=writing.by, role=role.value)
    if not mine.exists():
        if team.filter(user=to, role=role.value).exists():
            return False
        raise ValidationError({"role": "Vous n’avez plus ce rôle : relisez la page."})
    Acces.objects.get_or_create(dossier=writing.dossier, user=to, role=role.value)
    mine.delete()
    if not team.filter(user=writing.by).exists():
        Acces.objects.create(dossier=writing.dossier, user=writing.by, role=Role.MEMBRE.value)
    writing.note("acces.passer", cible=f"compte {to.pk}", detail={"role": role.value})
    return True


def _of_the_team(dossier: Dossier, to: User) -> bool:
    return to.is_active and Acces.objects.filter(dossier=dossier, user=to).exists()
