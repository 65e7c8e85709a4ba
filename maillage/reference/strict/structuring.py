"""A tree of nodes to a frozen dataclass: unknown keys refused, decimals exact, all errors at once."""

import dataclasses
import difflib
import re
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from maillage.core.facts.partial_date import PartialDate
from maillage.reference.strict.problems import Problem, Problems
from maillage.reference.strict.reading import Node

T = TypeVar("T")

_BOOLEANS = {"true": True, "oui": True, "yes": True, "false": False, "non": False, "no": False}
_FAILED: Any = object()
_LONGEST_INTEGER = 18
_LONGEST_SHOWN = 60  # of a wrong value, in a message
_MOST_PROBLEMS = 100  # beyond, a person mends the first ones and tries again


def structure(node: Node, kind: type[T], name: str) -> T:
    """Build a `kind` from a node; raise `Problems` with every error found, in the file's order."""
    work = _Structuring()
    value = work.build(node, kind, "")
    if work.problems:
        ordered = sorted(work.problems, key=lambda problem: problem.line or 0)
        if len(ordered) > _MOST_PROBLEMS:
            rest = len(ordered) - _MOST_PROBLEMS
            ordered = [*ordered[:_MOST_PROBLEMS], Problem(f"et {rest} autres problèmes")]
        raise Problems(name, ordered)
    return value  # type: ignore[no-any-return]  # build follows the annotation


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class _Structuring:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def build(self, node: Node, kind: Any, path: str) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._union(node, kind, path)
        if origin is tuple:
            return self._tuple(node, get_args(kind)[0], path)
        if origin is not None and issubclass(origin, Mapping):
            return self._dict(node, get_args(kind)[1], path)
        if _is_facts(kind):
            return self._dataclass(node, kind, path)
        return self._scalar(node, kind, path)

    def _fail(self, node: Node, path: str, message: str) -> Any:
        self.problems.append(Problem(message, path, node.line))
        return _FAILED

    def _union(self, node: Node, kind: Any, path: str) -> Any:
        """Build the choice that has the shape of the node: a list, keys, or a simple value."""
        choices = [option for option in get_args(kind) if option is not type(None)]
        if node.value is None:
            return None
        fitting = (option for option in choices if _shape(option) is type(node.value))
        return self.build(node, next(fitting, choices[0]), path)

    def _tuple(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node.value, list):
            return self._fail(node, path, "une liste est attendue")
        return tuple(
            self.build(item, kind, f"{path}[{number}]")
            for number, item in enumerate(node.value, start=1)
        )

    def _dict(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node.value, dict):
            return self._fail(node, path, "des clés et leurs valeurs sont attendues")
        return {
            key: self.build(item, kind, f"{path}.{key}" if path else key)
            for key, item in node.value.items()
        }

    def _dataclass(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node.value, dict):
            return self._fail(node, path, "des clés et leurs valeurs sont attendues")
        hints = _hints(kind)
        fields = {field.name: field for field in dataclasses.fields(kind)}
        for key, unknown in node.value.items():
            if key not in fields:
                advice = self._advice(key, fields)
                self._fail(unknown, _join(path, key), f"clé inconnue{advice}")
        values = {}
        for key, field in fields.items():
            item = node.value.get(key)
            if item is not None:
                values[key] = self.build(item, hints[key], _join(path, key))
            elif field.default is field.default_factory is dataclasses.MISSING:
                self._fail(node, _join(path, key), "cette clé manque")
        if self.problems:
            return _FAILED
        try:
            return kind(**values)
        except ValueError as error:
            return self._fail(node, path, str(error))

    def _advice(self, key: str, known: Iterable[str]) -> str:
        if len(self.problems) > _MOST_PROBLEMS:
            return ""
        near = difflib.get_close_matches(key, known, n=1)
        return f" ; vouliez-vous « {near[0]} » ?" if near else ""

    def _scalar(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node.value, str):
            what = "une valeur manque" if node.value is None else "une valeur simple est attendue"
            return self._fail(node, path, what)
        if kind is object or kind is Any:
            return node.value
        reader = _READERS.get(kind) or _reader_of(kind)
        try:
            return reader(node)
        except (ValueError, InvalidOperation) as error:
            return self._fail(node, path, str(error))


def _shape(kind: Any) -> type:
    """Return the shape of the node that a choice is built from."""
    origin = get_origin(kind)
    if origin is tuple:
        return list
    keyed = origin is not None and issubclass(origin, Mapping)
    return dict if keyed or _is_facts(kind) else str


def _is_facts(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind) and kind is not PartialDate


def _join(path: str, key: str) -> str:
    return f"{path}.{_shown(key)}" if path else _shown(key)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _text(node: Node) -> str:
    return str(node.value)


def _integer(node: Node) -> int:
    text = re.sub("[_ \\u00a0\\u202f]", "", str(node.value))
    if node.quoted or not re.fullmatch(r"[-+]?[0-9]+", text):
        raise ValueError(f"« {_shown(node.value)} » n'est pas un nombre entier")
    if len(text) > _LONGEST_INTEGER:
        raise ValueError("ce nombre est trop grand")
    return int(text)


def _decimal(node: Node) -> Decimal:
    try:
        value = Decimal(str(node.value))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"« {_shown(node.value)} » n'est pas un nombre")
    return value


def _boolean(node: Node) -> bool:
    value = _BOOLEANS.get(str(node.value).lower())
    if value is None:
        raise ValueError(f"« {_shown(node.value)} » : répondez « oui » ou « non »")
    return value


def _date(node: Node) -> date:
    try:
        return date.fromisoformat(str(node.value))
    except ValueError:
        raise ValueError(f"« {_shown(node.value)} » n'est pas une date AAAA-MM-JJ") from None


def _partial_date(node: Node) -> PartialDate:
    try:
        return PartialDate.parse(str(node.value))
    except ValueError:
        message = f"« {_shown(node.value)} » n'est pas une date AAAA, AAAA-MM ou AAAA-MM-JJ"
        raise ValueError(message) from None


_READERS: dict[Any, Callable[[Node], Any]] = {
    str: _text,
    int: _integer,
    Decimal: _decimal,
    bool: _boolean,
    date: _date,
    PartialDate: _partial_date,
}


def _reader_of(kind: type[StrEnum]) -> Callable[[Node], Any]:
    def choice(node: Node) -> StrEnum:
        try:
            return kind(str(node.value))
        except ValueError:
            allowed = ", ".join(f"« {member} »" for member in kind)
            raise ValueError(
                f"« {_shown(node.value)} » n'est pas un choix possible ({allowed})"
            ) from None

    return choice
