"""Rows: people, establishments, meetings, planned actions."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from maillage.core import facts as f
from maillage.dossiers import facts
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_etablissement import add_etablissement
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.answer_none import NotEmpty, answer_none
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_etablissement import remove_etablissement
from maillage.dossiers.actions.remove_personne import StillNamed, remove_personne
from maillage.dossiers.actions.remove_reunion import remove_reunion
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_etablissement import update_etablissement
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.actions.update_reunion import update_reunion
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.queries.journal import of, verify
from maillage.dossiers.writing import Conflict
from tests.factories import ON, DossierFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def actions_of(dossier: Dossier) -> list[str]:
    """The journal, oldest first, without the creation."""
    return [line.action for line in reversed(of(dossier))][1:]


def test_a_person_is_added_changed_and_removed(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    row = add_personne(
        dossier=dossier, valeurs={"nom": "Durand", "engagement": f.Engagement.CONTACTE}, **who
    )
    row = update_personne(personne=row, version=1, valeurs={"engagement": "engage"}, **who)
    assert facts.of(dossier).equipe == (
        f.Personne(id=row.code, nom="Durand", engagement=f.Engagement.ENGAGE),
    )
    remove_personne(personne=row, **who)
    remove_personne(personne=row, **who)
    assert facts.of(dossier).equipe is None
    assert actions_of(dossier) == ["personne.ajouter", "personne.modifier", "personne.retirer"]
    assert verify() == []


def test_add_personne_twice_by_the_same_click_adds_one(dossier: Dossier) -> None:
    jeton = uuid.uuid4()
    rows = [
        add_personne(
            dossier=dossier, valeurs={"nom": "Durand"}, jeton=jeton, by=dossier.created_by, on=ON
        )
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert actions_of(dossier) == ["personne.ajouter"]


def test_update_personne_from_an_older_version(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    update_personne(personne=row, version=1, valeurs={"nom": "Durant"}, **who)
    with pytest.raises(Conflict) as refused:
        update_personne(personne=row, version=1, valeurs={"nom": "Dupont"}, **who)
    assert refused.value.current.nom == "Durant"


def test_add_personne_with_a_code_out_of_the_list(dossier: Dossier) -> None:
    with pytest.raises(ValidationError) as refused:
        add_personne(
            dossier=dossier,
            valeurs={"nom": "Durand", "engagement": "peut-être"},
            by=dossier.created_by,
            on=ON,
        )
    assert list(refused.value.message_dict) == ["engagement"]
    assert actions_of(dossier) == []


def test_add_reunion_with_a_date_that_is_none(dossier: Dossier) -> None:
    with pytest.raises(ValidationError) as refused:
        add_reunion(
            dossier=dossier,
            valeurs={"intitule": "Lancement", "date": "rentrée"},
            by=dossier.created_by,
            on=ON,
        )
    assert list(refused.value.message_dict) == ["date"]


def test_add_personne_with_a_column_that_is_not_of_the_facts(dossier: Dossier) -> None:
    with pytest.raises(ValueError, match="dossier_id"):
        add_personne(
            dossier=dossier,
            valeurs={"nom": "Durand", "dossier_id": 1},
            by=dossier.created_by,
            on=ON,
        )


def test_remove_personne_when_the_dossier_names_that_person(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    roles = {"contact": row.code, "representant_legal": row.code}
    update_identite(dossier=dossier, version=1, roles=roles, **who)
    with pytest.raises(StillNamed) as refused:
        remove_personne(personne=row, **who)
    assert refused.value.roles == ["contact", "representant_legal"]
    assert facts.of(dossier).roles == f.Roles(contact=row.code, representant_legal=row.code)


def test_an_establishment_is_added_changed_and_removed(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    row = add_etablissement(dossier=dossier, valeurs={"nom": "Hôpital"}, **who)
    row = update_etablissement(etablissement=row, version=1, valeurs={"famille": "social"}, **who)
    assert facts.of(dossier).etablissements == (
        f.Etablissement(id=row.code, nom="Hôpital", famille=f.Famille.SOCIAL),
    )
    for _ in range(2):
        remove_etablissement(etablissement=row, **who)
    assert facts.of(dossier).etablissements is None


def test_a_meeting_is_added_changed_and_removed(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    row = add_reunion(dossier=dossier, valeurs={"intitule": "Lancement", "date": "2026-09"}, **who)
    row = update_reunion(reunion=row, version=1, valeurs={"participants": 40}, **who)
    assert facts.of(dossier).reunions == (
        f.Reunion(intitule="Lancement", date=f.PartialDate(2026, 9), participants=40),
    )
    for _ in range(2):
        remove_reunion(reunion=row, **who)
    assert facts.of(dossier).reunions is None


def test_an_action_names_people_and_establishments_in_their_order(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    personne = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    place = add_etablissement(dossier=dossier, valeurs={"nom": "Hôpital"}, **who)
    codes = (place.code, personne.code)
    row = add_action(
        dossier=dossier, valeurs={"titre": "Repérage", "mission": "crise"}, acteurs=codes, **who
    )
    assert facts.of(dossier).actions == (
        f.ActionPrevue(id=row.code, titre="Repérage", mission=f.MissionAction.CRISE, acteurs=codes),
    )
    update_action(action=row, version=1, valeurs={"problemes": ("acces",)}, acteurs=(), **who)
    changed = facts.of(dossier).actions
    assert changed is not None
    assert (changed[0].problemes, changed[0].acteurs) == (("acces",), ())
    for _ in range(2):
        remove_action(action=row, **who)
    assert facts.of(dossier).actions is None


def test_add_action_twice_by_the_same_click_adds_one(dossier: Dossier) -> None:
    jeton = uuid.uuid4()
    who = {"by": dossier.created_by, "on": ON, "jeton": jeton}
    first = add_action(dossier=dossier, valeurs={"titre": "Repérage"}, **who)
    assert add_action(dossier=dossier, valeurs={"titre": "Repérage"}, **who) == first


def test_add_action_with_someone_who_left(dossier: Dossier) -> None:
    with pytest.raises(ValidationError) as refused:
        add_action(
            dossier=dossier,
            valeurs={"titre": "Repérage"},
            acteurs=["p9"],
            by=dossier.created_by,
            on=ON,
        )
    assert list(refused.value.message_dict) == ["acteurs"]
    assert facts.of(dossier).actions is None


@pytest.mark.parametrize("liste", Liste)
def test_answer_none_differs_from_no_answer(dossier: Dossier, liste: Liste) -> None:
    def answer() -> object:
        read = facts.of(dossier)
        return getattr(read.territoire if liste is Liste.COMMUNES else read, liste.value)

    assert answer() is None
    answer_none(dossier=dossier, liste=liste, by=dossier.created_by, on=ON)
    assert answer() == ()
    answer_none(dossier=dossier, liste=liste, vide=False, by=dossier.created_by, on=ON)
    assert answer() is None


def test_answer_none_when_the_list_has_rows(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    with pytest.raises(NotEmpty):
        answer_none(dossier=dossier, liste=Liste.EQUIPE, **who)


def test_a_row_added_takes_back_the_answer_none(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    answer_none(dossier=dossier, liste=Liste.EQUIPE, **who)
    remove_personne(personne=add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who), **who)
    assert facts.of(dossier).equipe is None
