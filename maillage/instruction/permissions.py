"""May this person do this for this agency? Refused by default.

A role of an agency holds within its reach. For a model, the reach is the région of the agency: a
délégation départementale shares the models of its région, it has none of its own.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from maillage.accounts.models import Agence, MembreAgence, User
from maillage.reference.permissions import Regle, RoleAgence, rules_agence

Person = User | AnonymousUser | None

CONSULTER, PUBLIER = "modele.consulter", "modele.publier"
CHEVAUCHEMENT = "territoire.chevauchement"


class Forbidden(Exception):
    """The person works for the agency, and may not do this."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(
            "Votre rôle dans cette agence ne permet pas cette action. Demandez-la à l’agence "
            "régionale de santé."
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """Who acts, and as what."""

    user: User
    role: RoleAgence


def check(by: Person, action: str, agence: Agence, *, on: date) -> Grant:
    """Return the grant; raise `Forbidden`, or `Agence.DoesNotExist` to whoever has no role there."""
    user = _active(by)
    roles = _roles(user, agence, on)
    if user is None or not roles:
        raise Agence.DoesNotExist("Cette agence n’existe pas, ou vous n’y avez pas de rôle.")
    for role in roles:
        if _may(role, action):
            return Grant(user, role)
    raise Forbidden(action)


def of(by: Person, agence: Agence, *, on: date) -> frozenset[str]:
    """Return every action that the person may do for the agency."""
    roles = _roles(_active(by), agence, on)
    return frozenset(
        action for action in rules_agence() if any(_may(role, action) for role in roles)
    )


def agences(by: Person, *, on: date) -> list[Agence]:
    """Return the agencies for which the person works that day, by name."""
    user = _active(by)
    if user is None:
        return []
    held = MembreAgence.objects.en_cours(on).filter(user=user)
    return list(Agence.objects.filter(membres__in=held).distinct().order_by("nom", "pk"))


def _active(by: Person) -> User | None:
    return by if isinstance(by, User) and by.is_active else None


def _roles(user: User | None, agence: Agence, on: date) -> list[RoleAgence]:
    if user is None:
        return []
    held = MembreAgence.objects.en_cours(on).filter(user=user, agence=agence)
    found = set(held.values_list("role", flat=True))
    return [role for role in RoleAgence if role in found]


def _may(role: RoleAgence, action: str) -> bool:
    rule = rules_agence().get(action, {}).get(role, Regle.NON)
    return rule in (Regle.OUI, Regle.TERRITOIRE)
