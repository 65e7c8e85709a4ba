"""Change the yes-or-no questions and the choices of the pré-projet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Choix, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_choix(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Choix:
    """Change the answers given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(dossier, by=by, on=on)
    row, details = sections.change(writing, {"choix": valeurs}, version=version)
    if details:
        writing.note("choix.modifier", detail=details["choix"])
    return row  # type: ignore[no-any-return]  # the record of this section
