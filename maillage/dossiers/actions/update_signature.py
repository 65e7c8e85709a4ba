"""Change who signs the documents, where and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier, Signature
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_signature(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Signature:
    """Change the answers given; `signataire` is the code of a person of the team.

    Raises `Conflict` when others changed the same answers since `version`.
    """
    writing = begin(dossier, by=by, on=on)
    row, details = sections.change(writing, {"signature": valeurs}, version=version)
    if details:
        writing.note("signature.modifier", detail=details["signature"])
    return row  # type: ignore[no-any-return]  # the record of this section
