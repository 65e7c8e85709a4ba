"""The tree as plain data, which the template reads; no text of ours or of users is ever source."""

from collections.abc import Hashable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from maillage.documents.tree import MAX_ROW_TOGETHER, Cell, Document, Table, length


def of_document(document: Document) -> dict[str, Any]:
    """Return a document as dictionaries, lists, texts, numbers and booleans."""
    data: dict[str, Any] = _of(document)
    return data


def with_characters(data: object, replaced: Mapping[str, str]) -> Any:
    """Return the same data with some characters replaced in every text."""
    if isinstance(data, str):
        for character, other in replaced.items():
            data = data.replace(character, other)
        return data
    if isinstance(data, list):
        return [with_characters(item, replaced) for item in data]
    if isinstance(data, dict):
        return {key: with_characters(item, replaced) for key, item in data.items()}
    return data


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]  # a dataclass of the tree


def _of(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_of(item) for item in value]
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    kind = type(value)
    data = {name: _of(getattr(value, name)) for name in _names(kind)}
    data["kind"] = kind.__name__.lower()
    if kind is Cell:
        data["long"] = length(value) > MAX_ROW_TOGETHER
    if kind is Table:
        data["short"] = value.short
    return data
