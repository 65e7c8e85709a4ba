"""The choices of the statutes: stored, read back, refused when no option allows them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.core.facts import College, Statuts
from maillage.dossiers import facts
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.actions.update_statuts import update_statuts
from maillage.dossiers.models import Dossier
from maillage.dossiers.queries.journal import of
from maillage.dossiers.writing import Conflict
from tests.factories import ON, DossierFactory

pytestmark = pytest.mark.django_db

COLLEGES = (
    College(
        nom="Ville", professions=("infirmier",), sieges=6, poids=60, cotisation=Decimal("30.50")
    ),
    College(nom="Usagers", usagers=True, poids=40, cotisation=Decimal(0)),
)
CHOICES: dict[str, Any] = {
    "colleges": COLLEGES,
    "duree": "date",
    "duree_fin": date(2040, 1, 1),
    "ressources": ("dons",),
    "ca_existe": False,
    "plafond_montant": Decimal("1000.00"),
}


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def test_choices_when_stored_are_read_back(dossier: Dossier) -> None:
    row = update_statuts(dossier=dossier, version=1, valeurs=CHOICES, by=dossier.created_by, on=ON)
    assert row.version == 2
    assert facts.of(dossier).statuts == Statuts(**CHOICES)


def test_a_dossier_has_no_choice_until_one_is_made(dossier: Dossier) -> None:
    assert facts.of(dossier).statuts == Statuts()


def test_no_college_is_an_answer(dossier: Dossier) -> None:
    update_statuts(
        dossier=dossier, version=1, valeurs={"colleges": ()}, by=dossier.created_by, on=ON
    )
    assert facts.of(dossier).statuts.colleges == ()


@pytest.mark.parametrize(
    ("cle", "value"), [("duree", "eternelle"), ("ressources", ("dons", "loterie"))]
)
def test_an_unknown_option_is_refused_with_those_that_exist(
    dossier: Dossier, cle: str, value: object
) -> None:
    with pytest.raises(ValidationError) as caught:
        update_statuts(
            dossier=dossier, version=1, valeurs={cle: value}, by=dossier.created_by, on=ON
        )
    assert caught.value.message_dict[cle][0].startswith("Ce choix n’existe pas. Choisissez parmi")
    assert facts.of(dossier).statuts == Statuts()


def test_a_negative_number_is_refused(dossier: Dossier) -> None:
    with pytest.raises(ValidationError):
        update_statuts(
            dossier=dossier, version=1, valeurs={"ca_duree": -1}, by=dossier.created_by, on=ON
        )


def test_two_people_writing_at_once(dossier: Dossier) -> None:
    update_statuts(
        dossier=dossier, version=1, valeurs={"ca_duree": 3}, by=dossier.created_by, on=ON
    )
    with pytest.raises(Conflict):
        update_statuts(
            dossier=dossier, version=1, valeurs={"ca_duree": 6}, by=dossier.created_by, on=ON
        )


def test_the_journal_tells_what_changed(dossier: Dossier) -> None:
    update_statuts(
        dossier=dossier, version=1, valeurs={"ca_existe": False}, by=dossier.created_by, on=ON
    )
    (line,) = (entry for entry in of(dossier) if entry.action == "statuts.modifier")
    assert line.detail == {
        "champs": ["ca_existe"],
        "avant": {"ca_existe": None},
        "apres": {"ca_existe": False},
    }


def test_statutes_of_a_file_come_in_with_it(dossier: Dossier) -> None:
    taken = facts.of(dossier)
    new = type(taken)(statuts=Statuts(**CHOICES))
    import_dossier(facts=new, by=dossier.created_by, on=ON, dossier=dossier)
    assert facts.of(dossier).statuts == Statuts(**CHOICES)
