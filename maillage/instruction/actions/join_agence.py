"""Give a person a role in an agency, from the command line of the instance; or end it."""

from datetime import date, datetime

from django.db import transaction

from maillage.accounts.models import Agence, GenreAgence, MembreAgence, User
from maillage.dossiers import journal
from maillage.reference.permissions import RoleAgence

_OF_AN_ARS = (RoleAgence.ARS_DD, RoleAgence.ARS_SIEGE)


class NotOfThisAgence(Exception):
    """A caisse has no role of an ARS, and the other way round."""

    def __init__(self, agence: Agence, role: RoleAgence) -> None:
        super().__init__(f"Le rôle « {role} » n’existe pas dans « {agence.nom} » ({agence.genre}).")


@transaction.atomic
def join_agence(
    *,
    agence: Agence,
    user: User,
    role: RoleAgence,
    on: date,
    at: datetime,
    jusqua: date | None = None,
) -> MembreAgence:
    """Give the role from that day; a person who has it already keeps it, and nothing is written."""
    ars = agence.genre == GenreAgence.ARS
    if role is not RoleAgence.OBSERVATEUR and ars is not (role in _OF_AN_ARS):
        raise NotOfThisAgence(agence, role)
    # The row of the agency is the queue: two calls at once give one role.
    Agence.objects.select_for_update().get(pk=agence.pk)
    held = MembreAgence.objects.en_cours(on).filter(agence=agence, user=user, role=role.value)
    if found := held.first():
        return found
    member = MembreAgence.objects.create(
        agence=agence, user=user, role=role.value, depuis=on, jusqua=jusqua
    )
    _note("agence.rattacher", member, on=on, at=at)
    return member


@transaction.atomic
def leave_agence(*, member: MembreAgence, on: date, at: datetime) -> MembreAgence:
    """End the role: that day is the last."""
    member = MembreAgence.objects.select_for_update().get(pk=member.pk)
    member.jusqua = max(on, member.depuis)
    member.save(update_fields=["jusqua"])
    _note("agence.detacher", member, on=on, at=at)
    return member


def _note(action: str, member: MembreAgence, *, on: date, at: datetime) -> None:
    journal.write_instance(
        action=action,
        by=None,
        on=on,
        at=at,
        cible=f"agence {member.agence_id}, compte {member.user_id}",
        detail={"role": member.role},
    )
