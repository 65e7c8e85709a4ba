"""The database keeps its own promises, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from maillage.dossiers.models import (
    Acces,
    Acteur,
    ActionPrevue,
    CommuneRetenue,
    Dossier,
    Etape,
    EtatListe,
    LigneBudget,
    Personne,
    Structure,
    Territoire,
    Texte,
)
from tests.factories import DossierFactory, EtablissementFactory, PersonneFactory

pytestmark = pytest.mark.django_db

REFUSED: dict[str, Callable[[Dossier], Any]] = {
    "an unknown code of a person": lambda d: Personne(dossier=d, rang=0, code="p", recours="tiers"),
    "an unknown step": lambda d: Dossier(created_by=d.created_by, etape="ailleurs"),
    "an unknown role": lambda d: Acces(dossier=d, user=d.created_by, role="dieu"),
    "an unknown list": lambda d: EtatListe(dossier=d, liste="autre"),
    "a side that is none": lambda d: LigneBudget(dossier=d, rang=0, poste="x", sens="ailleurs"),
    "fewer than no inhabitants": lambda d: CommuneRetenue(
        dossier=d, rang=0, code="43157", population=-1
    ),
    "an acteur who is nobody": lambda d: Acteur(
        rang=0, action=ActionPrevue.objects.create(dossier=d, rang=0, code="a", titre="t")
    ),
    "an acteur who is two": lambda d: Acteur(
        rang=0,
        action=ActionPrevue.objects.create(dossier=d, rang=0, code="a", titre="t"),
        personne=PersonneFactory(dossier=d),
        etablissement=EtablissementFactory(dossier=d),
    ),
    "a person twice": lambda d: Personne(
        dossier=d, rang=1, nom="B", code=PersonneFactory(dossier=d).code
    ),
    "a step twice": lambda d: Etape(
        dossier=d, rang=1, code=Etape.objects.create(dossier=d, rang=0, code="equipe").code
    ),
    "a text twice": lambda d: Texte(
        dossier=d, rubrique=Texte.objects.create(dossier=d, rubrique="freins").rubrique
    ),
    "a role twice": lambda d: Acces(dossier=d, user=d.created_by, role="porteur"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what: str) -> None:
    row = REFUSED[what](DossierFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_the_database_refuses_a_size_that_is_none() -> None:
    dossier = DossierFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Territoire.objects.filter(dossier=dossier).update(taille_declaree=5)


def test_the_database_keeps_what_the_rules_must_report() -> None:
    dossier = DossierFactory()
    Structure.objects.filter(dossier=dossier).update(siret="123", iban="FR00")
    for rang in (0, 1):
        CommuneRetenue.objects.create(dossier=dossier, rang=rang, code="43157")
        PersonneFactory(dossier=dossier, rpps="10101010101")
    LigneBudget.objects.create(dossier=dossier, rang=0, poste="x", sens="charge", montant=-5)
    assert (dossier.communes.count(), dossier.equipe.count()) == (2, 2)


def test_every_constraint_speaks_french() -> None:
    silent = [
        constraint.name
        for model in apps.get_app_config("dossiers").get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message
        == models.BaseConstraint.default_violation_error_message
    ]
    assert silent == []


def test_every_record_says_what_it_is() -> None:
    dossier = DossierFactory()
    person = PersonneFactory(dossier=dossier)
    said = [str(row) for row in (dossier, person, dossier.structure, dossier.acces.get())]
    assert said == [
        "CPTS du Velay",
        "Paul Durand",
        "structure sans nom",
        f"{dossier.created_by_id} : porteur",
    ]
