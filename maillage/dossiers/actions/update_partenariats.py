"""Change what exists around the CPTS, and the links with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier, Partenariats
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_partenariats(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Partenariats:
    """Change the answers given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(dossier, by=by, on=on)
    row, details = sections.change(writing, {"partenariats": valeurs}, version=version)
    if details:
        writing.note("partenariats.modifier", detail=details["partenariats"])
    return row  # type: ignore[no-any-return]  # the record of this section
