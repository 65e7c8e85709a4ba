"""Rights, as a matrix: every action, every role, the stranger, the visitor, another dossier."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from maillage.core.facts import EtatAssociation
from maillage.dossiers import permissions
from maillage.dossiers.models import Acces, Dossier, Structure
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role, rules
from tests.factories import AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db

READ, WRITE, EXPORT = "dossier.lire_brouillon", "dossier.modifier", "dossier.exporter"
INVITE, TAKE_BACK = "dossier.inviter", "dossier.retirer_acces"
CREATE, JOURNAL, CHOOSE = "dossier.creer", "dossier.journal", "territoire.choisir"
COMMENT, ERASE = "dossier.commenter_interne", "dossier.effacer_versions"
SIMULATE, PUBLISH = "aci.simuler", "territoire.publier"
ACCOUNTS = "budget.saisir"

_HEAD = {CREATE, READ, WRITE, INVITE, TAKE_BACK, EXPORT, JOURNAL, CHOOSE, COMMENT, ERASE, SIMULATE}
_HEAD |= {PUBLISH}
_EVERY = _HEAD | {ACCOUNTS}
# On a dossier: creating another one is asked without a dossier.
EXPECTED = {
    Role.PORTEUR: _HEAD,
    Role.COORDINATEUR: _EVERY,
    Role.PRESIDENT: _EVERY,
    Role.TRESORIER: {READ, WRITE, EXPORT, JOURNAL, COMMENT, SIMULATE, ACCOUNTS},
    Role.MEMBRE: {READ, WRITE, COMMENT, SIMULATE},
    Role.LECTEUR: {READ},
}


def alone(role: Role) -> Acces:
    """Someone with this role only, on a dossier that nobody else touches."""
    dossier = DossierFactory()
    Acces.objects.filter(dossier=dossier).delete()
    return AccesFactory(dossier=dossier, role=role)


def test_the_matrix_holds_these_actions_and_no_other() -> None:
    assert set(rules()) == _EVERY


@pytest.mark.parametrize(("role", "action"), [*itertools.product(Role, sorted(_EVERY))])
def test_role_and_action(role: Role, action: str) -> None:
    acces = alone(role)
    if action in EXPECTED[role]:
        granted = permissions.check(acces.user, action, acces.dossier)
        assert (granted.user, granted.role) == (acces.user, role)
    else:
        with pytest.raises(Forbidden):
            permissions.check(acces.user, action, acces.dossier)
    assert permissions.allows(acces.user, action, acces.dossier) is (action in EXPECTED[role])


@pytest.mark.parametrize("role", Role)
def test_of_lists_what_the_role_may_do(role: Role) -> None:
    acces = alone(role)
    assert permissions.of(acces.user, acces.dossier) == EXPECTED[role]


@pytest.mark.parametrize(("role", "action"), [*itertools.product(Role, sorted(_EVERY))])
def test_a_role_on_one_dossier_is_nothing_on_another(role: Role, action: str) -> None:
    acces, foreign = alone(role), DossierFactory()
    with pytest.raises(Dossier.DoesNotExist):
        permissions.check(acces.user, action, foreign)
    assert permissions.of(acces.user, foreign) == frozenset()


@pytest.mark.parametrize("action", sorted(_EVERY))
def test_a_stranger_a_visitor_and_a_closed_account_see_no_dossier(action: str) -> None:
    dossier = DossierFactory()
    closed = dossier.created_by
    closed.is_active = False
    administrator = UserFactory(is_superuser=True)
    for person in (UserFactory(), AnonymousUser(), None, closed, administrator):
        with pytest.raises(Dossier.DoesNotExist):
            permissions.check(person, action, dossier)
        assert permissions.of(person, dossier) == frozenset()


def test_an_unknown_action_is_refused_to_all() -> None:
    acces = alone(Role.PRESIDENT)
    with pytest.raises(Forbidden):
        permissions.check(acces.user, "dossier.effacer", acces.dossier)


def test_without_a_dossier_an_account_may_only_create_one() -> None:
    assert permissions.of(UserFactory()) == {CREATE}
    assert permissions.of(AnonymousUser()) == frozenset()
    with pytest.raises(Forbidden):
        permissions.check(AnonymousUser(), CREATE)


def test_roles_add_up() -> None:
    acces = alone(Role.MEMBRE)
    AccesFactory(user=acces.user, dossier=acces.dossier, role=Role.TRESORIER)
    both = EXPECTED[Role.MEMBRE] | EXPECTED[Role.TRESORIER]
    assert permissions.of(acces.user, acces.dossier) == both


@pytest.mark.parametrize("role", [Role.PRESIDENT, Role.COORDINATEUR])
def test_the_porteur_no_longer_invites_once_the_association_is_declared(role: Role) -> None:
    acces = alone(Role.PORTEUR)
    AccesFactory(dossier=acces.dossier, role=role)
    Structure.objects.filter(dossier=acces.dossier).update(association_creee=EtatAssociation.OUI)
    lost = {INVITE, TAKE_BACK}
    assert permissions.of(acces.user, acces.dossier) == _HEAD - lost


def test_the_porteur_still_invites_when_nobody_else_could() -> None:
    acces = alone(Role.PORTEUR)
    Structure.objects.filter(dossier=acces.dossier).update(association_creee=EtatAssociation.OUI)
    assert permissions.of(acces.user, acces.dossier) == _HEAD


def test_visible_to_lists_each_dossier_once_and_none_of_others() -> None:
    acces = alone(Role.MEMBRE)
    AccesFactory(user=acces.user, dossier=acces.dossier, role=Role.LECTEUR)
    DossierFactory()
    assert list(Dossier.objects.visible_to(acces.user)) == [acces.dossier]
    assert list(Dossier.objects.visible_to(AnonymousUser())) == []
    assert list(Dossier.objects.visible_to(UserFactory(is_superuser=True))) == []
