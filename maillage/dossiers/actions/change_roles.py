"""Give roles to a person of the team, and take others back."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import heads, permissions
from maillage.dossiers.models import Acces, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import Role


class NoRoleLeft(ValidationError):
    """A person of the team has one role at least."""

    def __init__(self) -> None:
        super().__init__(
            {"roles": "Gardez au moins un rôle ; pour fermer le dossier à cette personne, retirez "
            "son accès."}
        )  # fmt: skip


@transaction.atomic
def change_roles(
    *,
    dossier: Dossier,
    user: User,
    add: Collection[Role],
    remove: Collection[Role],
    by: Person,
    on: date,
) -> bool:
    """Add and remove roles; False when nothing had to be changed.

    Raises `User.DoesNotExist` when the person is not of the team, `NoRoleLeft`, `LastHead`.
    """
    writing = begin(dossier, by=by, on=on, right="dossier.inviter")
    if remove:
        permissions.check(by, "dossier.retirer_acces", writing.dossier)
    held = {row.role: row.pk for row in Acces.objects.filter(dossier=writing.dossier, user=user)}
    if not held:
        raise User.DoesNotExist("Cette personne n’a plus d’accès à ce dossier.")
    new = sorted({role.value for role in add} - held.keys())
    gone = sorted({role.value for role in remove} & held.keys())
    if not (held.keys() | set(new)) - set(gone):
        raise NoRoleLeft
    Acces.objects.bulk_create(Acces(dossier=writing.dossier, user=user, role=role) for role in new)
    if gone:
        heads.keep_one(writing.dossier, without=[held[role] for role in gone])
        Acces.objects.filter(pk__in=[held[role] for role in gone]).delete()
    if new or gone:
        detail = {"donnes": new, "retires": gone}
        writing.note("acces.modifier", cible=f"compte {user.pk}", detail=detail)
    return bool(new or gone)
