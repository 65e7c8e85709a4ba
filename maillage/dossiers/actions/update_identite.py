"""Change who the CPTS is, the body that carries it, and who speaks for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin

_Values = Mapping[str, Any]


@transaction.atomic
def update_identite(
    *,
    dossier: Dossier,
    version: int,
    by: Person,
    on: date,
    cpts: _Values | None = None,
    structure: _Values | None = None,
    roles: _Values | None = None,
) -> Dossier:
    """Change the columns given; `roles` name people by their code in the team.

    Raises `Conflict` when others changed the same answers since `version`.
    """
    writing = begin(dossier, by=by, on=on)
    given = {"cpts": cpts, "structure": structure, "roles": roles}
    asked = {name: values for name, values in given.items() if values is not None}
    row, details = sections.change(writing, asked, version=version)
    if details:
        writing.note("identite.modifier", detail=_together(details))
    return row  # type: ignore[no-any-return]  # the dossier


def _together(details: sections.Details) -> dict[str, Any]:
    """Join the details of several parts, each name after that of its part: « structure.siret »."""
    joined: dict[str, Any] = {"champs": []}
    for part, detail in details.items():
        joined["champs"] += [f"{part}.{name}" for name in detail["champs"]]
        for side in ("avant", "apres"):
            for name, value in detail.get(side, {}).items():
                joined.setdefault(side, {})[f"{part}.{name}"] = value
    return joined
