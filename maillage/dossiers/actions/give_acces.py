"""Give a person a role in the team of a dossier."""

from datetime import date

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers.models import Acces, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import Role


@transaction.atomic
def give_acces(*, dossier: Dossier, user: User, role: Role, by: Person, on: date) -> Acces:
    """Give the role; a person who has it already keeps it, and nothing is written."""
    writing = begin(dossier, by=by, on=on, right="dossier.inviter")
    acces, created = Acces.objects.get_or_create(
        dossier=writing.dossier, user=user, role=role.value
    )
    if created:
        writing.note("acces.donner", cible=f"compte {user.pk}", detail={"role": role.value})
    return acces
