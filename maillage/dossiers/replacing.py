"""Replace all the rows of a list at once, without undoing what someone else did to other rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.dossiers import facts as bridge
from maillage.dossiers import filling, listes, versions
from maillage.dossiers.contenu import from_json
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Conflict, Writing

Parts = tuple[Any, ...]
# What makes two rows of a list the same row, told twice.
SAME: Mapping[Liste, Callable[[Any], Any]] = {
    Liste.COMMUNES: lambda part: (part.code, part.partie),
    Liste.CALENDRIER: lambda part: part.code,
    Liste.BUDGET_PRE_PROJET: lambda part: (part.sens, part.poste),
    Liste.BUDGET_PROJET: lambda part: (part.exercice, part.nature),
    Liste.LIENS_PRS: lambda part: part.code,
    Liste.FIGURES: lambda part: (part.rubrique, part.indicateur, part.forme),
    Liste.REALISE: lambda part: (part.exercice, part.compte),
    Liste.DEPENDANCES: lambda part: (part.avant, part.apres),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """The rows that both changed: as recorded, and as typed."""

    actuel: Parts
    votre: Parts


class ListConflict(Conflict):
    """Someone else changed the same rows; `fusion` is the list with yours in these places."""

    def __init__(self, current: Parts | None, fusion: Parts, ecarts: Sequence[Ecart]) -> None:
        self.fusion = fusion
        self.ecarts = tuple(ecarts)
        super().__init__(current)


def replace(
    writing: Writing, liste: Liste, kind: type[Ligne], parts: Iterable[Any], *, version: int
) -> bool:
    """Put `parts` of the facts in the place of the rows; tell whether anything changed.

    `version` is that of the list they started from: what others did since to other rows stays,
    and `ListConflict` is raised when they changed the same ones.
    """
    dossier, new = writing.dossier, tuple(parts)
    current = bridge.of_list(dossier, liste)
    if listes.version(dossier, liste) != version:
        new = _merged(started_from(dossier, liste, version), current, new, SAME[liste])
    if new == current:
        return False
    rows = [_row(dossier, kind, rang, part) for rang, part in enumerate(new)]
    with listes.whole(writing, liste, vide=not rows):
        kind._default_manager.filter(dossier=dossier).delete()
        kind._default_manager.bulk_create(rows)
    return True


def started_from(dossier: Dossier, liste: Liste, version: int) -> Parts | None:
    """Return the list as it was when the form was opened; None when nobody knows."""
    if version == 0:
        return ()
    found = versions.started_from(dossier, liste, "", version)
    if found is None:
        return None
    return tuple(from_json(bridge.KINDS[liste], one) for one in found.contenu or ())


def _merged(
    base: Parts | None, current: Parts | None, typed: Parts, same: Callable[[Any], Any]
) -> Parts:
    """Return the rows typed, with those that only others changed as they left them."""
    was = None if base is None else _grouped(base, same)
    now, new = _grouped(current or (), same), _grouped(typed, same)
    kept: list[Any] = []
    gaps = []
    for one in dict.fromkeys((*new, *now)):
        before = None if was is None else was.get(one, ())
        theirs, yours = now.get(one, ()), new.get(one, ())
        kept += theirs if yours == before else yours
        if yours not in (before, theirs) and theirs != before:
            gaps.append(Ecart(actuel=theirs, votre=yours))
    if gaps:
        raise ListConflict(current, tuple(kept), gaps)
    return tuple(kept)


def _grouped(parts: Parts, same: Callable[[Any], Any]) -> dict[Any, Parts]:
    found: dict[Any, Parts] = {}
    for part in parts:
        found[same(part)] = (*found.get(same(part), ()), part)
    return found


def _row(dossier: Dossier, kind: type[Ligne], rang: int, part: Any) -> Ligne:
    row = kind(dossier=dossier, rang=rang)
    names = listes.FILLABLE[kind]
    filling.fill(row, {name: getattr(part, name) for name in names}, among=names)
    return row
