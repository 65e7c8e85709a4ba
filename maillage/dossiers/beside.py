"""What a row holds beside its columns: who takes part in an action, what an indicator follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from maillage.dossiers import fiche_action, suivi
from maillage.dossiers.models import ActionPrevue, Etablissement, Indicateur, Personne
from maillage.dossiers.models.ligne import Ligne


@dataclass(frozen=True, slots=True)
class Beside:
    """The names of the facts that are not columns, and what writes them."""

    names: frozenset[str]
    fill: Callable[[Any, Mapping[str, Any]], list[str]]


OF: Mapping[type[Ligne], Beside] = {
    ActionPrevue: Beside(fiche_action.BESIDE, fiche_action.fill),
    Indicateur: Beside(frozenset({suivi.ACTION}), suivi.name),
}


def names(kind: type[Ligne]) -> frozenset[str]:
    return OF[kind].names if kind in OF else frozenset()


def fill(row: Ligne, values: Mapping[str, Any]) -> list[str]:
    """Write what is given, and return its names."""
    return OF[type(row)].fill(row, values) if values else []


def naming(rows: Sequence[Ligne]) -> "list[models.QuerySet[Any]]":
    """Return the rows that name these, list by list, and will not when they are removed."""
    match rows[0]:
        case Personne():
            taking = models.Q(acteurs__personne__in=rows) | models.Q(referents__personne__in=rows)
            return [ActionPrevue.objects.filter(taking).distinct()]
        case Etablissement():
            return [ActionPrevue.objects.filter(acteurs__etablissement__in=rows).distinct()]
        case ActionPrevue():
            linked = ActionPrevue.objects.filter(liens__vers__in=rows)
            return [
                Indicateur.objects.filter(action__in=rows).select_related("action"),
                linked.exclude(pk__in=[row.pk for row in rows]).distinct(),
            ]
        case _:
            return []
