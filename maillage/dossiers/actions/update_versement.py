"""Change a payment, or say what it pays."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import facts as bridge
from maillage.dossiers import listes, versements
from maillage.dossiers.models import Liste, Versement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_versement(
    *, versement: Versement, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Versement:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(versement.dossier, by=by, on=on, right="budget.saisir")
    row, detail = listes.change(writing, versement, valeurs, version=version)
    if detail:
        # As it now stands: another person may have changed the amount, and this one its parts.
        versements.check(bridge.of_rows(Liste.VERSEMENTS, [row])[0])
        writing.note("versement.modifier", cible=f"versement {row.pk}", detail=detail)
    return row
