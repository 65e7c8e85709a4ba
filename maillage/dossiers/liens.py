"""What names an action by its code, without holding it: lines of the budget, dependencies."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Q

from maillage.core.calendrier import action, code_action
from maillage.core.facts import Dependance as Tie
from maillage.core.facts import DossierFacts, LigneBudgetProjet
from maillage.dossiers import listes, models
from maillage.dossiers.models import Liste
from maillage.dossiers.writing import Writing


def codes(row: Any) -> tuple[str, ...]:
    """Return the actions that a row of the facts names."""
    if isinstance(row, LigneBudgetProjet):
        return (row.action,) if row.action is not None else ()
    if isinstance(row, Tie):
        return tuple(code for end in (row.avant, row.apres) if (code := code_action(end)))
    return ()


def without(row: Any, absent: Collection[str]) -> Any:
    """Return a row that no longer names these actions; None when nothing is left of it."""
    if not set(codes(row)) & set(absent):
        return row
    return replace(row, action=None) if isinstance(row, LigneBudgetProjet) else None


def actions_nommees(facts: DossierFacts) -> Iterator[tuple[str, str]]:
    """Yield the place and the code of each action that is named."""
    for name in ("budget_projet", "dependances"):
        for rank, row in enumerate(getattr(facts, name) or (), start=1):
            for code in codes(row):
                yield f"{name}[{rank}]", code


def forget(writing: Writing, removed: Collection[str]) -> None:
    """Clear the name of actions that are no longer there; what named them keeps its history."""
    lines = models.LigneBudgetProjet.objects.filter(dossier=writing.dossier, action__in=removed)
    if lines.exists():
        with listes.whole(writing, Liste.BUDGET_PROJET):
            lines.update(action=None)
    ends = [action(code) for code in removed]
    named = Q(avant__in=ends) | Q(apres__in=ends)
    ties = models.Dependance.objects.filter(named, dossier=writing.dossier)
    if ties.exists():
        with listes.whole(writing, Liste.DEPENDANCES):
            ties.delete()
