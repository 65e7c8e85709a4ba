"""Take communes in and out of the territory at once: what was tried beside is applied whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.remove_communes import remove_communes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.dossiers.permissions import Person


@dataclass(frozen=True, slots=True)
class Changed:
    """How many rows came in, and how many went out."""

    ajoutees: int
    retirees: int


@transaction.atomic
def change_communes(
    *,
    dossier: Dossier,
    ajouter: Collection[str],
    retirer: Collection[str],
    by: Person,
    on: date,
) -> Changed:
    """Remove every row of some codes, parts too, then add whole communes."""
    added = add_communes(dossier=dossier, codes=ajouter, by=by, on=on)
    rows = CommuneRetenue.objects.filter(dossier=dossier, code__in=retirer)
    removed = remove_communes(
        dossier=dossier, lignes=list(rows.values_list("pk", flat=True)), by=by, on=on
    )
    return Changed(ajoutees=len(added.ajoutees), retirees=len(removed))
