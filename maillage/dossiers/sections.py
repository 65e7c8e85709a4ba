"""The sections of a dossier: change what they say, without undoing what someone else said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.dossiers import facts as bridge
from maillage.dossiers import filling, versions
from maillage.dossiers.models import (
    Choix,
    Contrat,
    Dossier,
    Partenariats,
    Personne,
    PlanCrise,
    Signature,
    Statuts,
    Structure,
    Territoire,
)
from maillage.dossiers.writing import Writing

Values = Mapping[str, Any]
Details = dict[str, dict[str, Any]]

_KINDS: Mapping[str, type[models.Model]] = {
    "structure": Structure,
    "territoire": Territoire,
    "partenariats": Partenariats,
    "choix": Choix,
    "signature": Signature,
    "statuts": Statuts,
    "contrat": Contrat,
    "plan_crise": PlanCrise,
}
NAME_OF: Mapping[type[models.Model], str] = {kind: name for name, kind in _KINDS.items()}
# Edited on three pages, guarded by one number: that of the dossier.
IDENTITE = ("cpts", "structure", "roles")


@dataclass(frozen=True, slots=True)
class _State:
    row: models.Model
    said: Any


def change(writing: Writing, given: Mapping[str, Values], *, version: int) -> tuple[Any, Details]:
    """Change sections that one number guards, started from `version`.

    Returns the record that bears the number, and what the journal may say of each section that
    changed. `Conflict` when someone else changed the same answers since then.
    """
    names = IDENTITE if given.keys() <= set(IDENTITE) else tuple(given)
    states = {name: _state(writing.dossier, name) for name in names}
    guard: Any = writing.dossier if names == IDENTITE else states[names[0]].row
    details = {}
    for name, values in given.items():
        state = states[name]
        if guard.version != version:
            base = versions.started_from(writing.dossier, name, "", version)
            values = versions.mine(guard, base, state.said, values)  # noqa: PLW2901 -- mine only
        detail = fill(writing.dossier, name, state.row, values)
        if detail["champs"]:
            details[name] = detail
    if details:
        _save(writing, guard, states)
    return guard, details


def said(dossier: Dossier, names: Collection[str]) -> dict[str, Any]:
    """Return what sections say now."""
    fresh = Dossier.objects.get(pk=dossier.pk)
    return {name: bridge.of_section(name, record(fresh, name)) for name in names}


def keep(writing: Writing, before: Mapping[str, Any]) -> None:
    """Keep what another write changed in sections, which bear their new number already."""
    fresh = Dossier.objects.get(pk=writing.dossier.pk)
    now = said(fresh, before)
    for name, was in before.items():
        row: Any = record(fresh, name)
        if was != now[name]:
            versions.keep_sections(writing, {name: (was, now[name])}, row.version)


def record(dossier: Dossier, name: str) -> Any:
    """Return the record that holds the answers of a section."""
    if name not in _KINDS:
        return dossier
    rows = _KINDS[name]._default_manager.select_related(*bridge.PEOPLE.get(name, ()))
    return rows.get(dossier=dossier)


def fill(dossier: Dossier, name: str, row: Any, values: Values) -> dict[str, Any]:
    """Put the answers into the record; people are named by their code in the team."""
    roles = bridge.PEOPLE.get(name, ())
    columns = {field: value for field, value in values.items() if field not in roles}
    among = filling.names(bridge.SECTIONS[name], "communes", *roles)
    detail = filling.fill(row, columns, among=among)
    for role in roles:
        if role in values:
            found = _person(dossier, role, values[role])
            if found != getattr(row, role):
                detail["champs"] = sorted([*detail["champs"], role])
            setattr(row, role, found)
    return detail


def _person(dossier: Dossier, role: str, code: str | None) -> Personne | None:
    if code is None:
        return None
    found = Personne.objects.filter(dossier=dossier, code=code).first()
    if found is None:
        raise ValidationError(
            {role: "Cette personne n’est plus dans l’équipe : choisissez-en une autre."}
        )
    return found


def _state(dossier: Dossier, name: str) -> _State:
    row = record(dossier, name)
    return _State(row, bridge.of_section(name, row))


def _save(writing: Writing, guard: Any, states: Mapping[str, _State]) -> None:
    guard.version += 1
    for row in {
        id(row): row for row in (guard, *(state.row for state in states.values()))
    }.values():
        row.save(force_update=True)
    said = {name: bridge.of_section(name, state.row) for name, state in states.items()}
    versions.keep_sections(
        writing, {name: (states[name].said, said[name]) for name in states}, guard.version
    )
