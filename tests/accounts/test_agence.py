"""An agency and its members, as the database keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from maillage.accounts.backend import AccountBackend
from maillage.accounts.models import Agence, MembreAgence
from tests.factories import ON, AgenceFactory, MembreAgenceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong", [{"genre": "mairie"}, {"nom": "ARS"}], ids=["an unknown kind", "a name twice"]
)
def test_the_database_refuses_an_agency(wrong: dict[str, str]) -> None:
    AgenceFactory(nom="ARS")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agence.objects.bulk_create(
            [Agence(**{"nom": "B", "genre": "ars", "region": "AURA"} | wrong)]
        )


def test_the_database_refuses_a_member() -> None:
    member = MembreAgenceFactory()
    for wrong in ({"role": "chef"}, {"jusqua": "2020-01-01"}, {}):
        row = {"user": member.user, "agence": member.agence, "role": "ars_siege", "depuis": ON}
        with pytest.raises(IntegrityError), transaction.atomic():
            MembreAgence.objects.bulk_create([MembreAgence(**row | wrong)])


def test_a_region_that_does_not_exist_is_refused() -> None:
    agence = AgenceFactory.build(region="PACO")
    with pytest.raises(ValidationError, match="PACO"):
        agence.full_clean()
    assert agence.nom_region == "PACO"


def test_records_say_what_they_are() -> None:
    member = MembreAgenceFactory(agence__nom="ARS Bretagne")
    assert str(member.agence) == "ARS Bretagne"
    assert str(member) == f"{member.user_id} : ars_siege"


def test_who_is_signed_in_knows_in_one_query_whether_it_has_an_agency(
    django_assert_num_queries: object,
) -> None:
    member, other = MembreAgenceFactory(), UserFactory()
    backend = AccountBackend()
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own
        assert backend.get_user(member.user_id).a_une_agence
        assert not backend.get_user(other.pk).a_une_agence
    member.user.is_active = False
    member.user.save()
    assert backend.get_user(member.user_id) is backend.get_user(0) is None
