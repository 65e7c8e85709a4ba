"""May this person do this with this dossier? Refused by default.

Two conditions of the matrix always hold for now: `ouvert` (a section cannot be closed to writing
yet) and `partage` (a section cannot be kept from members and readers yet). When sections can be
closed or kept apart, `_holds` is where it is asked; the matrix does not change.

Running the instance (`is_superuser`) gives no right on a dossier: the team asks for help, and
help has its own, dated, access.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from maillage.accounts.models import User
from maillage.core.facts import EtatAssociation
from maillage.dossiers.models import Acces, Dossier, Structure
from maillage.reference.permissions import Regle, Role, rules

Person = User | AnonymousUser | None


class Forbidden(Exception):
    """The person sees the dossier, and may not do this with it."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(
            "Votre rôle dans ce dossier ne permet pas cette action. Demandez-la au porteur, au "
            "coordinateur ou au président."
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """Who acts, and as what."""

    user: User
    role: Role


def check(by: Person, action: str, dossier: Dossier | None = None) -> Grant:
    """Return the grant; raise `Forbidden`, or `Dossier.DoesNotExist` to whoever has no accès.

    A stranger thus gets exactly what a dossier that does not exist would give.
    """
    user = _active(by)
    roles = _roles(user, dossier)
    if dossier is not None and not roles:
        raise Dossier.DoesNotExist("Ce dossier n’existe pas, ou vous n’y avez pas accès.")
    if user is not None:
        for role in roles:
            if _may(role, action, dossier):
                return Grant(user, role)
    raise Forbidden(action)


def allows(by: Person, action: str, dossier: Dossier | None = None) -> bool:
    return any(_may(role, action, dossier) for role in _roles(_active(by), dossier))


def of(by: Person, dossier: Dossier | None = None) -> frozenset[str]:
    """Return every action that the person may do with the dossier, or without one."""
    roles = _roles(_active(by), dossier)
    return frozenset(
        action for action in rules() if any(_may(role, action, dossier) for role in roles)
    )


def _active(by: Person) -> User | None:
    return by if isinstance(by, User) and by.is_active else None


def _roles(user: User | None, dossier: Dossier | None) -> list[Role]:
    if user is None:
        return []
    if dossier is None:
        return [Role.PORTEUR]  # anyone who signs in may start a dossier, and carries it
    found = set(Acces.objects.filter(user=user, dossier=dossier).values_list("role", flat=True))
    return [role for role in Role if role in found]


def _may(role: Role, action: str, dossier: Dossier | None) -> bool:
    rule = rules().get(action, {}).get(role, Regle.NON)
    if dossier is None:
        return action == "dossier.creer" and rule is Regle.OUI
    return _holds(rule, dossier)


def _holds(rule: Regle, dossier: Dossier) -> bool:
    match rule:
        case Regle.OUI | Regle.OUVERT | Regle.PARTAGE:
            return True
        case Regle.AVANT_ASSOCIATION:
            return _before_association(dossier)
        case _:
            return False


def _before_association(dossier: Dossier) -> bool:
    """The porteur stands for the président until the association is declared.

    And afterwards too while nobody is président or coordinateur of the dossier: otherwise nobody
    could ever name one.
    """
    declared = Structure.objects.filter(
        dossier=dossier, association_creee=EtatAssociation.OUI
    ).exists()
    if not declared:
        return True
    heads = (Role.PRESIDENT, Role.COORDINATEUR)
    return not Acces.objects.filter(dossier=dossier, role__in=heads).exists()
