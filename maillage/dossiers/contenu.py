"""A part of the facts to what a JSON column keeps, and back, exactly."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from maillage.core.facts import PartialDate

Part = TypeVar("Part")


def to_json(value: Any) -> Any:
    """Turn a part, or several, into plain values; a field without an answer gets no key."""
    if isinstance(value, PartialDate | Decimal):
        return str(value)
    if is_dataclass(value):
        return {
            one.name: to_json(found)
            for one in fields(value)
            if (found := getattr(value, one.name)) != one.default or one.default is MISSING
        }
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: type[Part], content: Mapping[str, Any]) -> Part:
    """Build the part again; what the facts no longer know is left out."""
    hints = get_type_hints(kind)
    names = [one.name for one in fields(cast("Any", kind))]
    return kind(**{name: _typed(hints[name], content[name]) for name in names if name in content})


def typed(kind: type[Any], name: str, value: Any) -> Any:
    """Turn what a JSON column holds into the value of a field of a part."""
    return _typed(get_type_hints(kind)[name], value)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], item) for item in value)
    if NoneType in (choices := get_args(hint)):
        return _typed(next(one for one in choices if one is not NoneType), value)
    return _READ[hint](value) if hint in _READ else _of_class(hint, value)


def _of_class(kind: type, value: Any) -> Any:
    if is_dataclass(kind):
        return from_json(kind, value)
    if issubclass(kind, StrEnum) and value in {code.value for code in kind}:
        return kind(value)
    return value


_READ: Mapping[Any, Any] = {
    PartialDate: PartialDate.parse,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def same(one: Any, other: Any) -> bool:
    """Do a value of a form and one of the facts say the same?"""
    return bool(one == other) or to_json(one) == to_json(other)
