"""The versions of rows, sections and lists: kept at each change, read to merge two changes.

What was there before versions were kept is kept too, at the first change, without an author.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from maillage.dossiers.contenu import from_json, same, to_json
from maillage.dossiers.models import Dossier, Liste, VersionFiche
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Conflict, Writing

# Saved, or added to, several rows at once: the history is that of the list, not of each row.
ENTIERES = frozenset(
    {
        Liste.COMMUNES,
        Liste.CALENDRIER,
        Liste.BUDGET_PRE_PROJET,
        Liste.BUDGET_PROJET,
        Liste.LIENS_PRS,
        Liste.FIGURES,
        Liste.REALISE,
        Liste.DEPENDANCES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Parts of the facts before and after a write; None: no row, or a list without an answer."""

    nature: str
    fiche: str = ""
    avant: Any
    apres: Any
    numero_avant: int
    numero: int
    rang: int | None = None
    ligne: int | None = None


def key(row: Ligne) -> str:
    """Return what names a row in the versions, for as long as the dossier lives."""
    return str(getattr(row, "code", row.pk))


def of_row(nature: Liste, row: Ligne, avant: Any, apres: Any) -> Change:
    """Return the change of a row that bears its new version already; `apres` None: removed."""
    removed = 1 if apres is None else 0
    return Change(
        nature=nature, fiche=key(row), avant=avant, apres=apres, rang=row.rang, ligne=row.pk,
        numero_avant=row.version + removed - 1, numero=row.version + removed,
    )  # fmt: skip


def keep(writing: Writing, *changes: Change) -> None:
    """Add a version for each change that is one."""
    changes = tuple(one for one in changes if one.avant != one.apres)
    known = _known(writing.dossier, changes)
    rows = []
    for one in changes:
        if (one.nature, one.fiche) not in known and one.avant is not None:
            rows.append(_version(writing.dossier, one, one.avant, one.numero_avant))
        rows.append(_version(writing.dossier, one, one.apres, one.numero))
        rows[-1].auteur = writing.by
    VersionFiche.objects.bulk_create(rows)


def keep_sections(writing: Writing, said: Mapping[str, tuple[Any, Any]], numero: int) -> None:
    """Keep what changed among sections that share a number, now `numero`.

    All of them are kept the first time: a section without a version has not changed since.
    """
    changes = [
        Change(nature=name, avant=avant, apres=apres, numero_avant=numero - 1, numero=numero)
        for name, (avant, apres) in said.items()
    ]
    known = _known(writing.dossier, changes)
    quiet = [c for c in changes if c.avant == c.apres and (c.nature, c.fiche) not in known]
    VersionFiche.objects.bulk_create(
        _version(writing.dossier, one, one.avant, one.numero_avant) for one in quiet
    )
    keep(writing, *changes)


def _version(dossier: Dossier, change: Change, part: Any, numero: int) -> VersionFiche:
    return VersionFiche(
        dossier=dossier, nature=change.nature, fiche=change.fiche, numero=numero,
        contenu=to_json(part), rang=change.rang, ligne=change.ligne,
    )  # fmt: skip


def _known(dossier: Dossier, changes: Collection[Change]) -> set[tuple[str, str]]:
    if not changes:
        return set()
    rows = VersionFiche.objects.filter(dossier=dossier, nature__in={c.nature for c in changes})
    if len(changes) == 1:
        rows = rows.filter(fiche=next(iter(changes)).fiche)
    return set(rows.values_list("nature", "fiche").distinct())


def last(dossier: Dossier, nature: str, fiche: str = "") -> int:
    """Return the number of the last version; 0 when there is none."""
    rows = VersionFiche.objects.filter(dossier=dossier, nature=nature, fiche=fiche)
    return rows.aggregate(last=Max("numero"))["last"] or 0


def lasts(dossier: Dossier) -> dict[tuple[str, str], int]:
    """Return the number of the last version of everything."""
    rows = VersionFiche.objects.filter(dossier=dossier).order_by()
    found = rows.values("nature", "fiche").annotate(last=Max("numero"))
    return {(row["nature"], row["fiche"]): row["last"] for row in found}


def started_from(dossier: Dossier, nature: str, fiche: str, numero: int) -> VersionFiche | None:
    """Return what was recorded when a form carried this number; None when nobody knows."""
    rows = VersionFiche.objects.filter(dossier=dossier, nature=nature, fiche=fiche)
    found = rows.filter(numero__lte=numero).order_by("-numero").first()
    return None if found is None or found.effacee else found


def mine(
    row: object,
    base: VersionFiche | None,
    current: Any,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the values that this person changed, when nobody else changed the same ones.

    Raises `Conflict` otherwise; without a `base`, all that differs is in conflict.
    """
    was = None if base is None or base.contenu is None else from_json(type(current), base.contenu)
    changed = {
        name: value
        for name, value in values.items()
        if was is None or not same(value, getattr(was, name))
    }
    clash = [
        name
        for name, value in changed.items()
        if not same(value, getattr(current, name))
        and (was is None or not same(getattr(was, name), getattr(current, name)))
    ]
    if clash:
        raise Conflict(row, champs=clash, miens=changed)
    return changed
