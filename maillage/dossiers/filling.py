"""Put values into the columns of a row, and tell the journal which changed.

The journal holds names of columns; values only where they are short and about no person.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models

from maillage.core.facts import PartialDate
from maillage.dossiers.models import (
    Choix,
    Contrat,
    Dossier,
    Partenariats,
    Statuts,
    Structure,
    Territoire,
)
from maillage.dossiers.models.partial_date_field import PartialDateField

_ABOUT_NO_ONE = (Dossier, Structure, Territoire, Choix, Partenariats, Statuts, Contrat)
_SHORT = (models.BooleanField, models.IntegerField, models.DateField, PartialDateField)


def names(kind: type, *without: str) -> frozenset[str]:
    """Return the names of the fields of a part of the facts."""
    return frozenset(field.name for field in fields(kind)) - set(without)


def fill(row: models.Model, values: Mapping[str, Any], *, among: frozenset[str]) -> dict[str, Any]:
    """Set the columns, check them, and return what the journal may say of it.

    Raises Django's ValidationError, by column, in French. Does not save.
    """
    if unknown := values.keys() - among:
        raise ValueError(f"no such column here: {', '.join(sorted(unknown))}")
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, stored(value))
    others = {field.name for field in row._meta.fields} - values.keys()
    row.clean_fields(exclude=others)
    changed = sorted(name for name in values if getattr(row, name) != before[name])
    shown = [name for name in changed if _may_be_shown(row, name)]
    detail: dict[str, Any] = {"champs": changed}
    if shown:
        detail["avant"] = {name: _plain(before[name]) for name in shown}
        detail["apres"] = {name: _plain(getattr(row, name)) for name in shown}
    return detail


def stored(value: Any) -> Any:
    """Turn a value of the facts into that of a column: a code is a text, a tuple is a list."""
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type | PartialDate):
        return {field.name: stored(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_in_list(item) for item in value]
    return value


def _in_list(value: Any) -> Any:
    """Turn an item of a list into what JSON keeps exactly."""
    plain = stored(value)
    if isinstance(plain, dict):
        return {
            name: str(item) if isinstance(item, Decimal | date) else item
            for name, item in plain.items()
        }
    return str(plain) if isinstance(plain, date) else plain


def _may_be_shown(row: models.Model, name: str) -> bool:
    field = row._meta.get_field(name)
    return isinstance(row, _ABOUT_NO_ONE) and (
        isinstance(field, _SHORT) or bool(getattr(field, "choices", None)) or name == "region"
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
