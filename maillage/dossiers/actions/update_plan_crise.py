"""Say where the plan for grave health crises is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier, PlanCrise
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_plan_crise(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> PlanCrise:
    """Change the answers given.

    Raises `Conflict` when others changed the same answers since `version`.
    """
    writing = begin(dossier, by=by, on=on)
    row, details = sections.change(writing, {"plan_crise": valeurs}, version=version)
    if details:
        writing.note("plan_crise.modifier", detail=details["plan_crise"])
    return row  # type: ignore[no-any-return]  # the record of this section
