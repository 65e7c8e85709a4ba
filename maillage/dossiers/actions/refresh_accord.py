"""Bring the money of the agreement up to date in the budget of the project."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core.budget import actualiser
from maillage.core.facts import ScenarioBudget
from maillage.dossiers import facts as bridge
from maillage.dossiers import sections
from maillage.dossiers.budget import argent_accord
from maillage.dossiers.models import Dossier, LigneBudgetProjet, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin


@transaction.atomic
def refresh_accord(
    *, dossier: Dossier, scenario: ScenarioBudget, version: int, by: Person, on: date
) -> bool:
    """Put what the simulation gives in the place of what it gave; tell whether anything changed.

    What was typed by hand stays. `version` is that of the list: `ListConflict` when others changed
    the same rows since then. ValidationError when the dossier does not say enough.
    """
    writing = begin(dossier, by=by, on=on)
    facts = bridge.of(writing.dossier)
    expected = argent_accord(facts, on=on, scenario=scenario)
    if expected.contrat is None:
        raise ValidationError(f"Rien ne peut être calculé : {expected.manque}")
    number = sections.record(writing.dossier, "contrat").version
    sections.change(writing, {"contrat": {"scenario": scenario}}, version=number)
    lines = actualiser(facts.budget_projet or (), expected.attendues)
    changed = replace(writing, Liste.BUDGET_PROJET, LigneBudgetProjet, lines, version=version)
    if changed:
        detail = {"lignes": len(expected.attendues), "scenario": scenario.value}
        writing.note("budget_projet.actualiser", detail=detail)
    return changed
