"""Roles given, taken back, handed over; a dossier always keeps someone who leads it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import User
from maillage.dossiers.actions.change_roles import NoRoleLeft, change_roles
from maillage.dossiers.actions.hand_over import hand_over
from maillage.dossiers.actions.leave_dossier import leave_dossier
from maillage.dossiers.actions.remove_member import remove_member
from maillage.dossiers.heads import LastHead
from maillage.dossiers.models import Acces, Dossier
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries import journal
from maillage.reference.permissions import HEADS, Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def member(dossier: Dossier, role: Role = Role.MEMBRE) -> User:
    user: User = AccesFactory(dossier=dossier, role=role).user
    return user


def roles(dossier: Dossier, user: User) -> list[str]:
    held = Acces.objects.filter(dossier=dossier, user=user)
    return sorted(held.values_list("role", flat=True))


def change(dossier: Dossier, user: User, **given: Any) -> bool:
    fields = {"add": (), "remove": (), "by": dossier.created_by, "on": ON}
    return change_roles(dossier=dossier, user=user, **{**fields, **given})


def test_roles_are_added_and_taken_back_in_one_line(dossier: Dossier) -> None:
    user = member(dossier)
    assert change(dossier, user, add={Role.TRESORIER}, remove={Role.MEMBRE})
    assert roles(dossier, user) == ["tresorier"]
    line = journal.of(dossier)[0]
    assert (line.action, line.cible) == ("acces.modifier", f"compte {user.pk}")
    assert line.detail == {"donnes": ["tresorier"], "retires": ["membre"]}


def test_a_change_that_changes_nothing_is_not_written(dossier: Dossier) -> None:
    user = member(dossier)
    assert not change(dossier, user, add={Role.MEMBRE}, remove={Role.LECTEUR})
    assert journal.of(dossier)[0].action == "dossier.creer"


def test_a_person_keeps_one_role_at_least(dossier: Dossier) -> None:
    with pytest.raises(NoRoleLeft, match="Gardez au moins un rôle"):
        change(dossier, member(dossier), remove={Role.MEMBRE})


def test_a_person_who_left_is_not_brought_back(dossier: Dossier) -> None:
    with pytest.raises(User.DoesNotExist):
        change(dossier, UserFactory(), add={Role.MEMBRE})


@pytest.mark.parametrize("role", HEADS)
def test_the_last_head_is_kept(dossier: Dossier, role: Role) -> None:
    owner = dossier.created_by
    Acces.objects.filter(dossier=dossier).update(role=role)
    with pytest.raises(LastHead, match="« CPTS du Velay »"):
        change(dossier, owner, add={Role.MEMBRE}, remove={role})
    with pytest.raises(LastHead, match="Donnez d’abord"):
        remove_member(dossier=dossier, user=owner, by=owner, on=ON)
    with pytest.raises(LastHead):
        leave_dossier(dossier=dossier, by=owner, on=ON)
    assert roles(dossier, owner) == [role]


def test_a_closed_account_leads_nothing(dossier: Dossier) -> None:
    other = member(dossier, Role.PRESIDENT)
    other.is_active = False
    other.save()
    with pytest.raises(LastHead):
        leave_dossier(dossier=dossier, by=dossier.created_by, on=ON)


def test_a_role_of_head_goes_when_another_head_stays(dossier: Dossier) -> None:
    member(dossier, Role.COORDINATEUR)
    owner = dossier.created_by
    assert change(dossier, owner, add={Role.LECTEUR}, remove={Role.PORTEUR})
    assert roles(dossier, owner) == ["lecteur"]


def test_an_access_taken_back_closes_the_dossier(dossier: Dossier) -> None:
    user = member(dossier)
    AccesFactory(dossier=dossier, user=user, role=Role.TRESORIER)
    who = {"dossier": dossier, "user": user, "by": dossier.created_by, "on": ON}
    assert remove_member(**who) is True
    assert remove_member(**who) is False  # the same click, twice
    assert list(Dossier.objects.visible_to(user)) == []
    line = journal.of(dossier)[0]
    assert line.detail == {"retires": ["membre", "tresorier"]}


@pytest.mark.parametrize("role", [Role.TRESORIER, Role.MEMBRE, Role.LECTEUR])
def test_the_others_change_nobody(dossier: Dossier, role: Role) -> None:
    user, other = member(dossier, role), member(dossier)
    with pytest.raises(Forbidden):
        change(dossier, user, add={Role.PRESIDENT}, by=user)
    with pytest.raises(Forbidden):
        remove_member(dossier=dossier, user=other, by=user, on=ON)
    with pytest.raises(Forbidden):
        hand_over(dossier=dossier, to=other, role=Role.PORTEUR, by=user, on=ON)


@pytest.mark.parametrize("role", Role)
def test_anyone_leaves_when_a_head_stays(dossier: Dossier, role: Role) -> None:
    user = member(dossier, role)
    leave_dossier(dossier=dossier, by=user, on=ON)
    assert list(Dossier.objects.visible_to(user)) == []
    assert journal.of(dossier)[0].action == "acces.quitter"
    assert journal.verify() == []


def test_a_stranger_leaves_nothing(dossier: Dossier) -> None:
    with pytest.raises(Dossier.DoesNotExist):
        leave_dossier(dossier=dossier, by=UserFactory(), on=ON)


def test_hand_over_gives_the_role_and_leaves_it(dossier: Dossier) -> None:
    owner, user = dossier.created_by, member(dossier)
    who = {"dossier": dossier, "to": user, "role": Role.PORTEUR, "on": ON, "by": owner}
    assert hand_over(**who) is True
    assert (roles(dossier, owner), roles(dossier, user)) == (["membre"], ["membre", "porteur"])
    line = journal.of(dossier)[0]
    assert (line.action, line.detail) == ("acces.passer", {"role": "porteur"})


def test_hand_over_twice_is_done_once(dossier: Dossier) -> None:
    owner, user = dossier.created_by, member(dossier)
    AccesFactory(dossier=dossier, user=owner, role=Role.COORDINATEUR)
    who = {"dossier": dossier, "to": user, "role": Role.PORTEUR, "on": ON, "by": owner}
    assert (hand_over(**who), hand_over(**who)) == (True, False)
    assert roles(dossier, owner) == ["coordinateur"]


def test_hand_over_of_what_one_does_not_hold_is_refused(dossier: Dossier) -> None:
    owner, user = dossier.created_by, member(dossier)
    who = {"dossier": dossier, "by": owner, "on": ON}
    for to, role in (
        (user, Role.PRESIDENT),  # not held
        (user, Role.MEMBRE),  # not handed over
        (owner, Role.PORTEUR),  # to oneself
        (UserFactory(), Role.PORTEUR),  # to a stranger
    ):
        with pytest.raises(ValidationError):
            hand_over(to=to, role=role, **who)
    assert roles(dossier, owner) == ["porteur"]
