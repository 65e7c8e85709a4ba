"""`maillage agence`, on a real database."""

from datetime import timedelta

import pytest

from maillage.accounts.models import Agence, MembreAgence
from maillage.cli import lecture
from maillage.dossiers.models import EntreeJournal
from maillage.instruction.actions.join_agence import leave_agence
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(call):
    call("agence", "ouvrir", "ARS Bretagne", "--region", "bre")
    UserFactory(email="claire@exemple.fr")
    return Agence.objects.get()


def test_agency_when_opened_takes_members(call, call_json, opened):
    join = ("agence", "rattacher", "ars bretagne", "--compte", "Claire@exemple.fr")
    code, out, _ = call(*join, "--role", "ars_siege")
    assert (code, out) == (0, "claire@exemple.fr : ARS, siège, « ARS Bretagne »\n")
    call(*join, "--role", "ars_siege")  # again: nothing more
    assert MembreAgence.objects.count() == 1
    assert call("agence", "lister")[1] == "BRE  ARS Bretagne\n    claire@exemple.fr  ars_siege\n"
    assert call_json("agence", "lister")[1] == [
        {
            "nom": "ARS Bretagne",
            "genre": "ars",
            "region": "BRE",
            "departements": None,
            "membres": [{"courriel": "claire@exemple.fr", "role": "ars_siege"}],
        }
    ]
    actions = list(EntreeJournal.objects.order_by("numero").values_list("action", flat=True))
    assert actions == ["agence.ouvrir", "agence.rattacher"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("ouvrir", "ARS Bretagne", "--region", "BRE"),
        ("ouvrir", "ARS", "--region", "ABC"),
        ("ouvrir", "DD", "--region", "BRE", "--departements", "999"),
        ("rattacher", "ARS Corse", "--compte", "claire@exemple.fr", "--role", "ars_dd"),
        ("rattacher", "ARS Bretagne", "--compte", "x@exemple.fr", "--role", "ars_dd"),
        ("rattacher", "ARS Bretagne", "--compte", "claire@exemple.fr", "--role", "cpam"),
        ("rattacher", "ARS Bretagne", "--compte", "claire@exemple.fr", "--role", "ars_dd",
         "--jusqua", "2020-01-01"),
    ],
)  # fmt: skip
def test_a_call_that_makes_no_sense_is_refused(call, opened, wrong):
    code, _, error = call("agence", *wrong)
    assert (code, bool(error)) == (2, True)
    assert (Agence.objects.count(), MembreAgence.objects.count()) == (1, 0)


def test_a_role_when_it_ends_is_kept(call, opened):
    tomorrow = lecture.today() + timedelta(days=1)
    call("agence", "rattacher", "ARS Bretagne", "--compte", "claire@exemple.fr",
         "--role", "observateur", "--jusqua", tomorrow)  # fmt: skip
    member = MembreAgence.objects.get()
    assert member.jusqua == tomorrow
    leave_agence(member=member, on=lecture.today(), at=lecture.now())
    member.refresh_from_db()
    assert member.jusqua == lecture.today()


def test_no_agency_when_none(call):
    assert call("agence", "lister")[1] == "Aucune agence dans cette instance.\n"


def test_a_delegation_has_its_departements(call):
    call("agence", "ouvrir", "DD 22", "--region", "BRE", "--departements", "22")
    assert Agence.objects.get().departements == ["22"]
