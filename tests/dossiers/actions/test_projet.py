"""What a projet de santé adds: fiches, indicators, budget, contacts, signature."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.core import facts as f
from maillage.dossiers import facts, listes
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_collectivite import add_collectivite
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_referent import add_referent
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_collectivite import remove_collectivite
from maillage.dossiers.actions.remove_indicateur import remove_indicateur
from maillage.dossiers.actions.remove_personne import StillNamed, remove_personne
from maillage.dossiers.actions.remove_referent import remove_referent
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.actions.update_collectivite import update_collectivite
from maillage.dossiers.actions.update_indicateur import update_indicateur
from maillage.dossiers.actions.update_liens_prs import update_liens_prs
from maillage.dossiers.actions.update_referent import update_referent
from maillage.dossiers.actions.update_signature import update_signature
from maillage.dossiers.models import Dossier, Liste, Signature
from maillage.dossiers.queries.journal import of
from maillage.dossiers.writing import Conflict
from tests.factories import ON, DossierFactory, PersonneFactory

pytestmark = pytest.mark.django_db

STEPS = (
    f.EtapeAction(libelle="Réunir le groupe", date=f.PartialDate(2027, 3)),
    f.EtapeAction(libelle="Ouvrir"),
)


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


@pytest.fixture
def who(dossier: Dossier) -> dict[str, Any]:
    return {"by": dossier.created_by, "on": ON}


def ligne(exercice: int, nature: str) -> f.LigneBudgetProjet:
    return f.LigneBudgetProjet(exercice=exercice, nature=nature, montant=Decimal("1500.50"))


def the_action(dossier: Dossier) -> f.ActionPrevue:
    (action,) = facts.of(dossier).actions or ()
    return action


# --- fiches action


def test_an_action_keeps_its_steps_and_referents_in_their_order(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    codes = [
        add_personne(dossier=dossier, valeurs={"nom": nom}, **who).code for nom in ("Zoé", "Ana")
    ]
    values = {"titre": "Repérage", "existant": "", "etapes": STEPS, "referents": codes}
    row = add_action(dossier=dossier, valeurs=values, **who)
    assert the_action(dossier) == f.ActionPrevue(
        id=row.code, titre="Repérage", existant="", etapes=STEPS, referents=tuple(codes)
    )


def test_update_action_leaves_alone_the_steps_that_are_not_given(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    row = add_action(dossier=dossier, valeurs={"titre": "T", "etapes": STEPS}, **who)
    row = update_action(action=row, version=1, valeurs={"ressources": "Un agenda"}, **who)
    assert the_action(dossier).etapes == STEPS
    row = update_action(action=row, version=2, valeurs={"etapes": (), "referents": ()}, **who)
    assert (the_action(dossier).etapes, the_action(dossier).referents) == ((), ())
    update_action(action=row, version=3, valeurs={"etapes": None, "referents": None}, **who)
    assert (the_action(dossier).etapes, the_action(dossier).referents) == (None, None)
    assert of(dossier)[0].detail == {"champs": ["etapes", "referents"]}


@pytest.mark.parametrize(
    "valeurs", [{"referents": ["p9"]}, {"etapes": (f.EtapeAction(libelle="a\0"),)}]
)
def test_update_action_with_what_cannot_be_kept_changes_nothing(
    dossier: Dossier, who: dict[str, Any], valeurs: dict[str, Any]
) -> None:
    row = add_action(dossier=dossier, valeurs={"titre": "T", "etapes": STEPS}, **who)
    with pytest.raises(ValidationError) as refused:
        update_action(action=row, version=1, valeurs={"titre": "U", **valeurs}, **who)
    assert list(refused.value.message_dict) == list(valeurs)
    assert (the_action(dossier).titre, the_action(dossier).etapes) == ("T", STEPS)


# --- indicators, local authorities, contacts


def test_an_indicator_follows_an_action_and_outlives_it(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    action = add_action(dossier=dossier, valeurs={"titre": "T"}, **who)
    values = {"libelle": "Délai", "nature": "quantitatif", "action": action.code}
    row = add_indicateur(dossier=dossier, valeurs=values, **who)
    row = update_indicateur(indicateur=row, version=1, valeurs={"cible": "48 h"}, **who)
    expected = f.Indicateur(
        id=row.code,
        libelle="Délai",
        nature=f.NatureIndicateur.QUANTITATIF,
        action=action.code,
        cible="48 h",
    )
    assert facts.of(dossier).indicateurs == (expected,)
    remove_action(action=action, **who)
    (left,) = facts.of(dossier).indicateurs or ()
    assert (left.libelle, left.action) == ("Délai", None)
    for _ in range(2):
        remove_indicateur(indicateur=row, **who)
    assert facts.of(dossier).indicateurs is None


def test_an_indicator_of_an_action_that_is_gone(dossier: Dossier, who: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        add_indicateur(dossier=dossier, valeurs={"libelle": "Délai", "action": "a9"}, **who)
    assert list(refused.value.message_dict) == ["action"]
    assert facts.of(dossier).indicateurs is None


def test_a_local_authority_and_a_contact_are_added_once_changed_and_removed(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    clicks = {"jeton": uuid.uuid4(), **who}
    for _ in range(2):
        place = add_collectivite(dossier=dossier, valeurs={"denomination": "Le Puy"}, **clicks)
        person = add_referent(dossier=dossier, valeurs={"nom": "Durand"}, **clicks)
    update_collectivite(collectivite=place, version=1, valeurs={"referent": "Le maire"}, **who)
    update_referent(referent=person, version=1, valeurs={"organisme": "ARS"}, **who)
    read = facts.of(dossier)
    assert read.collectivites == (f.Collectivite(denomination="Le Puy", referent="Le maire"),)
    assert read.referents == (f.Referent(nom="Durand", organisme="ARS"),)
    with pytest.raises(Conflict):
        update_collectivite(collectivite=place, version=1, valeurs={"referent": "Moi"}, **who)
    remove_collectivite(collectivite=place, **who)
    remove_referent(referent=person, **who)
    assert (facts.of(dossier).collectivites, facts.of(dossier).referents) == (None, None)


# --- the budget, the regional plan


def test_update_budget_projet_replaces_a_year_and_leaves_the_others(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    def write(lignes: tuple[f.LigneBudgetProjet, ...], exercice: int | None = None) -> None:
        version = listes.version(dossier, Liste.BUDGET_PROJET)
        update_budget_projet(
            dossier=dossier, lignes=lignes, version=version, exercice=exercice, **who
        )

    write((ligne(2027, "a"), ligne(2029, "b"), ligne(2027, "c")))
    write((ligne(2028, "d"), ligne(2028, "e")), 2028)
    write((ligne(2027, "f"),), 2027)
    read = facts.of(dossier).budget_projet or ()
    assert [(line.exercice, line.nature) for line in read] == [
        (2027, "f"), (2028, "d"), (2028, "e"), (2029, "b"),
    ]  # fmt: skip
    assert of(dossier)[0].detail == {"lignes": 4, "exercice": 2027}
    write(())
    assert facts.of(dossier).budget_projet == ()


def test_update_budget_projet_with_lines_of_another_year(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        update_budget_projet(
            dossier=dossier, lignes=(ligne(2028, "a"),), version=0, exercice=2027, **who
        )
    with pytest.raises(ValidationError):
        update_budget_projet(dossier=dossier, lignes=(ligne(27, "a"),), version=0, **who)
    assert facts.of(dossier).budget_projet is None


def test_update_budget_projet_from_an_older_version(dossier: Dossier, who: dict[str, Any]) -> None:
    update_budget_projet(dossier=dossier, lignes=(ligne(2027, "a"),), version=0, **who)
    other = f.LigneBudgetProjet(exercice=2027, nature="a", montant=Decimal(7))
    with pytest.raises(Conflict):
        update_budget_projet(dossier=dossier, lignes=(other,), version=0, exercice=2027, **who)


def test_update_liens_prs_keeps_each_priority_once(dossier: Dossier, who: dict[str, Any]) -> None:
    liens = (f.LienPrs(code="b", commentaire="Par la crise"), f.LienPrs(code="a"))
    update_liens_prs(dossier=dossier, liens=liens, version=0, **who)
    assert facts.of(dossier).liens_prs == liens
    with pytest.raises(ValidationError):
        update_liens_prs(dossier=dossier, liens=(liens[0], liens[0]), version=1, **who)
    with pytest.raises(Conflict):
        update_liens_prs(dossier=dossier, liens=(f.LienPrs(code="b"),), version=0, **who)


# --- the signature


def test_update_signature_names_a_person_who_cannot_leave_in_silence(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    person = PersonneFactory(dossier=dossier, code="p1")
    values = {"signataire": "p1", "lieu": "Le Puy-en-Velay", "date_signature": ON}
    update_signature(dossier=dossier, version=1, valeurs=values, **who)
    assert facts.of(dossier).signature == f.Signature(
        signataire="p1", lieu="Le Puy-en-Velay", date_signature=ON
    )
    with pytest.raises(StillNamed, match="signataire des documents"):
        remove_personne(personne=person, **who)
    with pytest.raises(Conflict):
        update_signature(dossier=dossier, version=1, valeurs={"lieu": "Brioude"}, **who)
    update_signature(dossier=dossier, version=2, valeurs={"signataire": None}, **who)
    remove_personne(personne=person, **who)
    assert facts.of(dossier).signature.signataire is None


def test_update_signature_with_a_person_of_another_dossier(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    foreign = PersonneFactory()
    with pytest.raises(ValidationError) as refused:
        update_signature(dossier=dossier, version=1, valeurs={"signataire": foreign.code}, **who)
    assert list(refused.value.message_dict) == ["signataire"]
    assert Signature.objects.get(dossier=dossier).version == 1
