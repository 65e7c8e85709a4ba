"""Rights of an agency, as a matrix: every action, every role, the stranger, the dates."""

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from maillage.accounts.models import Agence
from maillage.instruction import permissions
from maillage.instruction.permissions import CHEVAUCHEMENT, CONSULTER, PUBLIER, Forbidden
from maillage.reference.permissions import RoleAgence, rules_agence
from tests.factories import ON, AgenceFactory, DossierFactory, MembreAgenceFactory, UserFactory

pytestmark = pytest.mark.django_db

EXPECTED = {
    RoleAgence.ARS_DD: {CHEVAUCHEMENT, CONSULTER, PUBLIER},
    RoleAgence.ARS_SIEGE: {CHEVAUCHEMENT, CONSULTER, PUBLIER},
    RoleAgence.CPAM: {CHEVAUCHEMENT, CONSULTER},
    RoleAgence.ELSM: {CHEVAUCHEMENT, CONSULTER},
    RoleAgence.MSA: {CHEVAUCHEMENT, CONSULTER},
    RoleAgence.OBSERVATEUR: {CHEVAUCHEMENT},
}
ACTIONS = (CHEVAUCHEMENT, CONSULTER, PUBLIER)


def test_the_matrix_holds_these_actions_and_no_other() -> None:
    assert set(rules_agence()) == set(ACTIONS)


@pytest.mark.parametrize(("role", "action"), [*itertools.product(RoleAgence, ACTIONS)])
def test_role_and_action(role: RoleAgence, action: str) -> None:
    member = MembreAgenceFactory(role=role.value)
    if action in EXPECTED[role]:
        granted = permissions.check(member.user, action, member.agence, on=ON)
        assert (granted.user, granted.role) == (member.user, role)
    else:
        with pytest.raises(Forbidden):
            permissions.check(member.user, action, member.agence, on=ON)
    assert permissions.of(member.user, member.agence, on=ON) == EXPECTED[role]


@pytest.mark.parametrize("action", [*ACTIONS, "modele.effacer"])
def test_a_stranger_a_team_and_a_closed_account_see_no_agency(action: str) -> None:
    member = MembreAgenceFactory()
    closed = member.user
    closed.is_active = False
    elsewhere = MembreAgenceFactory(agence__region="BRE").user
    people = (
        UserFactory(), UserFactory(is_superuser=True), AnonymousUser(), None, closed, elsewhere,
        DossierFactory().created_by,
    )  # fmt: skip
    for person in people:
        with pytest.raises(Agence.DoesNotExist):
            permissions.check(person, action, member.agence, on=ON)
        assert permissions.of(person, member.agence, on=ON) == frozenset()


def test_an_unknown_action_is_refused_to_all() -> None:
    member = MembreAgenceFactory()
    with pytest.raises(Forbidden):
        permissions.check(member.user, "modele.effacer", member.agence, on=ON)


@pytest.mark.parametrize(("days", "held"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_role_holds_from_its_first_day_to_its_last(days: int, held: bool) -> None:
    member = MembreAgenceFactory(jusqua=ON + timedelta(days=30))
    on = ON + timedelta(days=days)
    assert bool(permissions.of(member.user, member.agence, on=on)) is held
    assert bool(permissions.agences(member.user, on=on)) is held


def test_the_agencies_of_a_person_are_each_listed_once() -> None:
    member = MembreAgenceFactory()
    MembreAgenceFactory(user=member.user, agence=member.agence, role="ars_dd")
    other = MembreAgenceFactory(user=member.user, agence=AgenceFactory(nom="A"))
    assert permissions.agences(member.user, on=ON) == [other.agence, member.agence]
    assert permissions.agences(None, on=ON) == []
