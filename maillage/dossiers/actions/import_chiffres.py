"""Take in the figures of a file: those that are new, and those that its source corrected."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core import facts
from maillage.dossiers import chiffres, listes
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Chiffre, Dossier, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@dataclass(frozen=True, slots=True)
class Taken:
    """How many figures are new, corrected, and were there already."""

    added: int
    corrected: int
    already: int


@transaction.atomic
def import_chiffres(
    *, dossier: Dossier, lignes: Sequence[facts.Chiffre], by: Person, on: date
) -> Taken:
    """Write the figures, all or none; the same file twice changes nothing.

    A figure of the same indicator, date and source takes the place of the former one.
    """
    writing = begin(dossier, by=by, on=on)
    rows = {cle(row): row for row in bridge.rows_of(writing.dossier, Liste.CHIFFRES)}
    new, corrected, already = [], [], 0
    for ligne in {cle(one): one for one in lignes}.values():
        values = {one.name: getattr(ligne, one.name) for one in fields(ligne)}
        chiffres.complet(values)
        row = rows.get(cle(ligne))
        if row is None:
            new.append(values)
        elif listes.change(writing, row, values, version=row.version)[1]:
            corrected.append(row)
        else:
            already += 1
    added = listes.add_many(writing, Chiffre, new)
    if added or corrected:
        counts = {"added": len(added), "corrected": len(corrected)}
        codes = [str(row.pk) for row in (*added, *corrected)]
        writing.note("chiffres.importer", detail={**counts, "codes": codes})
    return Taken(len(added), len(corrected), already)


def cle(one: Any) -> tuple[Any, ...]:
    """Return what makes two figures the same one: the indicator, the date, the source."""
    return one.indicateur, one.libelle, one.date, one.source
