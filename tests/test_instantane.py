"""What a fixture wrote comes back as it was, and only from the start it was made from."""

from django.db import transaction

from maillage.dossiers.models import Dossier
from tests.factories import DossierFactory, UserFactory
from tests.instantane import Instantane, rows


def test_the_rows_come_back_without_being_made_again(db: None) -> None:
    taken, calls = Instantane(), []

    def make() -> Dossier:
        calls.append(1)
        return DossierFactory()

    empty = rows()
    with transaction.atomic():
        made, full = taken.of(make), rows()
        transaction.set_rollback(True)
    assert rows() == empty
    again = taken.of(make)
    assert (rows(), again, len(calls)) == (full, made, 1)
    assert again is not made
    DossierFactory()  # what comes next takes other keys


def test_from_another_start_all_is_made_the_long_way(db: None) -> None:
    taken = Instantane()
    with transaction.atomic():
        made = taken.of(DossierFactory)
        transaction.set_rollback(True)
    UserFactory()
    assert taken.of(DossierFactory).public_id != made.public_id
