"""Change the choices that the founders made for their statutes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.dossiers import sections
from maillage.dossiers.models import Dossier, Statuts
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.statuts import tables


@transaction.atomic
def update_statuts(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Statuts:
    """Change the choices given; `colleges` are those of the facts, all at once.

    Raises `Conflict` when others changed the same since `version`, ValidationError on an unknown option.
    """
    writing = begin(dossier, by=by, on=on)
    wrong = dict(_not_options(valeurs))
    if wrong:
        raise ValidationError(wrong)
    row, details = sections.change(writing, {"statuts": valeurs}, version=version)
    if details:
        writing.note("statuts.modifier", detail=details["statuts"])
    return row  # type: ignore[no-any-return]  # the record of this section


def _not_options(valeurs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for cle, value in valeurs.items():
        definition = tables().choix.get(cle)
        if definition is None or not definition.options or value is None:
            continue
        codes = value if isinstance(value, tuple | list) else (value,)
        if any(code not in definition.options for code in codes):
            labels = ", ".join(f"« {o.libelle} »" for o in definition.options.values())
            yield cle, f"Ce choix n’existe pas. Choisissez parmi {labels}."
