"""Replace the forecast budget of the project, one year of it or all."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.dossiers.facts import part
from maillage.dossiers.models import Dossier, LigneBudgetProjet, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin

Lignes = Sequence[facts.LigneBudgetProjet]


@transaction.atomic
def update_budget_projet(
    *,
    dossier: Dossier,
    lignes: Lignes,
    version: int,
    by: Person,
    on: date,
    exercice: int | None = None,
) -> None:
    """Replace the lines of `exercice`, or all of them when it is None.

    They started from `version` of the list (`listes.version`); others may have changed other rows.
    """
    writing = begin(dossier, by=by, on=on)
    if exercice is not None:
        lignes = _among_others(writing.dossier, lignes, exercice)
    changed = replace(writing, Liste.BUDGET_PROJET, LigneBudgetProjet, lignes, version=version)
    detail = {"lignes": len(lignes)} | ({"exercice": exercice} if exercice is not None else {})
    if changed:
        writing.note("budget_projet.remplacer", detail=detail)


def _among_others(dossier: Dossier, lignes: Lignes, exercice: int) -> Lignes:
    """Put the lines of a year where they were, or before those of later years."""
    if any(ligne.exercice != exercice for ligne in lignes):
        raise ValidationError({"exercice": f"Toutes ces lignes sont à donner pour {exercice}."})
    rows = LigneBudgetProjet.objects.filter(dossier=dossier).order_by("rang", "pk")
    known = [part(facts.LigneBudgetProjet, row) for row in rows]
    here = [rank for rank, ligne in enumerate(known) if ligne.exercice == exercice]
    later = [rank for rank, ligne in enumerate(known) if ligne.exercice > exercice]
    place = (here or later or [len(known)])[0]
    after = [ligne for ligne in known[place:] if ligne.exercice != exercice]
    return [*known[:place], *lignes, *after]
