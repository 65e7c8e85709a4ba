"""Who is writing where: seen for a moment, by those of the dossier."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import User
from maillage.dossiers.actions.signal_presence import signal_presence
from maillage.dossiers.models import Acces, Dossier, EntreeJournal, Presence
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.presences import writing_now
from maillage.reference.permissions import Role
from tests.factories import AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def seen(dossier: Dossier, seconds: int, without: User | None = None) -> list[tuple[int, str]]:
    found = writing_now(dossier, AT + timedelta(seconds=seconds), without=without)
    return [(one.user_id, one.cible) for one in found]


def test_someone_who_writes_is_seen_for_a_moment(dossier: Dossier) -> None:
    by = dossier.created_by
    signal_presence(dossier=dossier, cible="textes/freins", by=by, at=AT)
    assert seen(dossier, 44) == [(by.pk, "textes/freins")]
    assert seen(dossier, 46) == []
    assert seen(dossier, 1, without=by) == []
    assert seen(DossierFactory(), 1) == []
    assert str(Presence.objects.get()) == f"{by.pk} : textes/freins"


def test_a_sign_given_again_moves_the_moment_and_adds_no_row(dossier: Dossier) -> None:
    by = dossier.created_by
    for seconds in (0, 5, 15):
        at = AT + timedelta(seconds=seconds)
        signal_presence(dossier=dossier, cible="textes/freins", by=by, at=at)
    assert Presence.objects.get().vu_at == AT + timedelta(seconds=15)


def test_a_sign_given_again_at_once_writes_nothing(dossier: Dossier) -> None:
    by = dossier.created_by
    signal_presence(dossier=dossier, cible="choix", by=by, at=AT)
    with CaptureQueriesContext(connection) as captured:
        signal_presence(dossier=dossier, cible="choix", by=by, at=AT + timedelta(seconds=2))
    assert [query["sql"][:6] for query in captured] == ["SELECT", "SELECT"]


def test_old_signs_are_forgotten_and_the_journal_holds_none(dossier: Dossier) -> None:
    by = dossier.created_by
    signal_presence(dossier=dossier, cible="choix", by=by, at=AT)
    signal_presence(dossier=dossier, cible="budget", by=by, at=AT + timedelta(hours=1))
    assert [row.cible for row in Presence.objects.all()] == ["budget"]
    assert EntreeJournal.objects.filter(dossier=dossier).count() == 1


def test_someone_with_two_roles_is_seen_once_and_not_after_leaving(dossier: Dossier) -> None:
    user = AccesFactory(dossier=dossier).user
    AccesFactory(dossier=dossier, user=user, role=Role.TRESORIER)
    signal_presence(dossier=dossier, cible="choix", by=user, at=AT)
    assert seen(dossier, 1) == [(user.pk, "choix")]
    Acces.objects.filter(user=user).delete()
    assert seen(dossier, 1) == []


def test_a_reader_and_a_stranger_give_no_sign(dossier: Dossier) -> None:
    reader = AccesFactory(dossier=dossier, role=Role.LECTEUR).user
    for person, refusal in ((reader, Forbidden), (UserFactory(), Dossier.DoesNotExist)):
        with pytest.raises(refusal):
            signal_presence(dossier=dossier, cible="choix", by=person, at=AT)
