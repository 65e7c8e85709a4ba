"""Put back communes, or parts of communes, that were taken out of the territory."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference import cog


@transaction.atomic
def put_back_communes(
    *, dossier: Dossier, lignes: Sequence[Mapping[str, Any]], by: Person, on: date
) -> list[CommuneRetenue]:
    """Add these rows again, as they were; those there again, or of no commune, are left out."""
    writing = begin(dossier, by=by, on=on, right="territoire.choisir")
    rows = CommuneRetenue.objects.filter(dossier=writing.dossier)
    present = set(rows.values_list("code", "partie"))
    table = cog.table()
    wanted = [
        line
        for line in lignes
        if table.commune(line["code"]) and (line["code"], line["partie"]) not in present
    ]
    added = listes.add_many(writing, CommuneRetenue, wanted)
    if added:
        writing.note("communes.remettre", detail={"codes": [row.code for row in added]})
    return added
