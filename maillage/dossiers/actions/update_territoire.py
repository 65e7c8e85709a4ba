"""Change what only the team can say about the territory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier, Territoire
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_territoire(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Territoire:
    """Change the answers given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(dossier, by=by, on=on)
    row, details = sections.change(writing, {"territoire": valeurs}, version=version)
    if details:
        writing.note("territoire.modifier", detail=details["territoire"])
    return row  # type: ignore[no-any-return]  # the record of this section
