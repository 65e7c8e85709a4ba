"""Replace all the rows of a list at once."""

from collections.abc import Sequence
from typing import Any

from maillage.dossiers import filling, listes
from maillage.dossiers.models import Dossier, EtatListe, Liste
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Conflict


def replace(
    dossier: Dossier, liste: Liste, kind: type[Ligne], parts: Sequence[Any], *, version: int
) -> None:
    """Put `parts` of the facts in the place of the rows; the list must still be at `version`."""
    if listes.version(dossier, liste) != version:
        raise Conflict(EtatListe.objects.filter(dossier=dossier, liste=liste).first())
    rows = [_row(dossier, kind, rang, part) for rang, part in enumerate(parts)]
    kind._default_manager.filter(dossier=dossier).delete()
    kind._default_manager.bulk_create(rows)
    listes.touch(dossier, liste, vide=not rows)


def _row(dossier: Dossier, kind: type[Ligne], rang: int, part: Any) -> Ligne:
    row = kind(dossier=dossier, rang=rang)
    names = listes.FILLABLE[kind]
    filling.fill(row, {name: getattr(part, name) for name in names}, among=names)
    return row
