"""Change a figure that the team got elsewhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import chiffres, listes
from maillage.dossiers.models import Chiffre
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def update_chiffre(
    *, chiffre: Chiffre, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Chiffre:
    """Change the columns given; raise `Conflict` when others changed the same since `version`."""
    writing = begin(chiffre.dossier, by=by, on=on)
    chiffres.complet(valeurs, depuis=Chiffre.objects.get(pk=chiffre.pk))
    row, detail = listes.change(writing, chiffre, valeurs, version=version)
    if detail:
        writing.note("chiffre.modifier", cible=f"chiffre {row.pk}", detail=detail)
    return row
