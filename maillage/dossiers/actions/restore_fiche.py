"""Bring back what a row, a section or a list was: an older version becomes the next one."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.facts import LienAction
from maillage.dossiers import facts as bridge
from maillage.dossiers import liens, listes, sections, versions
from maillage.dossiers.contenu import from_json
from maillage.dossiers.models import (
    ActionPrevue,
    Dossier,
    Etablissement,
    Liste,
    Personne,
    VersionFiche,
)
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import Conflict, Writing, begin

_KIND_OF: Mapping[Liste, type[Ligne]] = {liste: kind for kind, liste in listes.LISTE_OF.items()}
# The facts that name another row by its code, and the rows that may bear it.
_NAMES: Mapping[str, Mapping[str, tuple[type[Any], ...]]] = {
    Liste.ACTIONS: {
        "acteurs": (Personne, Etablissement),
        "referents": (Personne,),
        "liens": (ActionPrevue,),
    },
    Liste.INDICATEURS: {"action": (ActionPrevue,)},
    **{name: dict.fromkeys(roles, (Personne,)) for name, roles in bridge.PEOPLE.items()},
}


RIGHTS: Mapping[str, str] = {
    Liste.COMMUNES: "territoire.choisir",
    Liste.REALISE: "budget.saisir",
    Liste.VERSEMENTS: "budget.saisir",
    "contrat": "budget.saisir",
}


class NothingToRestore(Exception):
    """This version holds nothing: the row was removed then, or its content was erased."""

    def __init__(self) -> None:
        super().__init__("Cette version ne contient plus rien : choisissez-en une autre.")


class StillGone(Exception):
    """The version names rows that are no longer in the dossier; `codes` says which."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(
            "Cette version nomme quelqu’un ou quelque chose qui n’est plus dans le dossier. "
            "Remettez-le d’abord, ou rétablissez le reste sans lui."
        )


def right_of(nature: str) -> str:
    """Return the right to write what is restored."""
    return RIGHTS.get(nature, "dossier.modifier")


@transaction.atomic
def restore_fiche(
    *, version: VersionFiche, vue: int, by: Person, on: date, sans_absents: bool = False
) -> bool:
    """Make `version` the present one; tell whether anything changed.

    `vue` is the number of the last version that the person saw: `Conflict` when there is another
    since. Raises `StillGone` when it names rows that were removed, unless `sans_absents`.
    """
    nature, fiche = version.nature, version.fiche
    writing = begin(version.dossier, by=by, on=on, right=right_of(nature))
    kept = VersionFiche.objects.get(pk=version.pk, dossier=writing.dossier)
    if kept.contenu is None:
        raise NothingToRestore
    current, restored = _current(writing.dossier, nature, fiche), _part(kept)
    values = _values(writing.dossier, nature, restored, sans_absents=sans_absents)
    if _says(current, values):
        return False
    if versions.last(writing.dossier, nature, fiche) != vue:
        raise Conflict(current)
    _write(writing, kept, values)
    detail = {"nature": nature, "version": kept.numero, "retiree": current is None}
    writing.note("fiche.restaurer", cible=f"{nature} {fiche}".strip(), detail=detail)
    return True


def _part(kept: VersionFiche) -> Any:
    if kept.nature in bridge.SECTIONS:
        return from_json(bridge.SECTIONS[kept.nature], kept.contenu or {})
    kind = bridge.KINDS[Liste(kept.nature)]
    if kept.nature in versions.ENTIERES:
        return tuple(from_json(kind, one) for one in kept.contenu or ())
    return from_json(kind, kept.contenu or {})


def _current(dossier: Dossier, nature: str, fiche: str) -> Any:
    """Return the part as it is now; None when the row is not there."""
    if nature in bridge.SECTIONS:
        return bridge.of_section(nature, sections.record(dossier, nature))
    if nature in versions.ENTIERES:
        return bridge.of_list(dossier, Liste(nature))
    row = _row(dossier, nature, fiche)
    return None if row is None else bridge.of_rows(Liste(nature), [row])[0]


def _row(dossier: Dossier, nature: str, fiche: str) -> Ligne | None:
    kind = _KIND_OF[Liste(nature)]
    key = {"code": fiche} if hasattr(kind, "code") else {"pk": fiche}
    return kind._default_manager.filter(dossier=dossier, **key).first()


def _values(dossier: Dossier, nature: str, part: Any, *, sans_absents: bool) -> Any:
    """Return what is to be written, without the rows that are gone when that was accepted."""
    if isinstance(part, tuple):
        return _rows_left(dossier, nature, part, sans_absents=sans_absents)
    apart = ("id", "communes")
    values = {one.name: getattr(part, one.name) for one in fields(part) if one.name not in apart}
    gone: list[str] = []
    for name, kinds in _NAMES.get(nature, {}).items():
        if values[name] is None:
            continue
        codes = values[name] if isinstance(values[name], tuple) else (values[name],)
        absent = _absent(dossier, kinds, [_code(one) for one in codes])
        left = tuple(one for one in codes if _code(one) not in absent)
        if absent:
            values[name] = (left or None) if isinstance(values[name], tuple) else None
            gone += absent
    if gone and not sans_absents:
        raise StillGone(gone)
    return values


def _rows_left(
    dossier: Dossier, nature: str, rows: tuple[Any, ...], *, sans_absents: bool
) -> tuple[Any, ...]:
    """Return the rows of a list without the actions that are gone, when that was accepted."""
    named = dict.fromkeys(code for row in rows for code in liens.codes(row))
    absent = _absent(dossier, (ActionPrevue,), list(named)) if named else []
    if absent and not sans_absents:
        raise StillGone(absent)
    left = (liens.without(row, absent) for row in rows)
    return tuple(row for row in left if row is not None)


def _code(named: Any) -> Any:
    """Return the code that is named: by itself, or by a link to an action."""
    return named.action if isinstance(named, LienAction) else named


def _absent(dossier: Dossier, kinds: Collection[type[Any]], codes: Collection[str]) -> list[str]:
    there: set[str] = set()
    for kind in kinds:
        rows = kind._default_manager.filter(dossier=dossier, code__in=codes)
        there.update(rows.values_list("code", flat=True))
    return [code for code in codes if code not in there]


def _says(current: Any, values: Any) -> bool:
    """Is it so already? The second of two clicks finds it done."""
    if current is None or isinstance(values, tuple):
        return current is not None and bool(current == values)
    return all(getattr(current, name) == value for name, value in values.items())


def _write(writing: Writing, kept: VersionFiche, values: Any) -> None:
    dossier, nature = writing.dossier, kept.nature
    if nature in bridge.SECTIONS:
        record = sections.record(dossier, nature)
        number = dossier.version if nature in sections.IDENTITE else record.version
        sections.change(writing, {nature: values}, version=number)
        return
    liste = Liste(nature)
    kind = _KIND_OF[liste]
    if liste in versions.ENTIERES:
        replace(writing, liste, kind, values, version=listes.version(dossier, liste))
    elif (row := _row(dossier, nature, kept.fiche)) is not None:
        listes.change(writing, row, values, version=row.version)
    else:
        listes.put_back(writing, _removed_row(writing, kept, kind), values)


def _removed_row(writing: Writing, kept: VersionFiche, kind: type[Ligne]) -> Ligne:
    """Return the row to add again: at its place, under its key, with its next number."""
    last = versions.last(writing.dossier, kept.nature, kept.fiche)
    row = kind(dossier=writing.dossier, rang=kept.rang or 0, version=last + 1)
    row.pk = kept.ligne
    if hasattr(row, "code"):
        row.code = kept.fiche
    return row
