"""Bytes to a tree of plain nodes that remember their line.

YAML is read event by event, so that aliases, repeated keys and abysses of nesting are refused
before anything is built. JSON goes to the same tree, by the standard parser.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from maillage.reference.strict.problems import Problem, Problems

MAX_BYTES = 5_000_000
MAX_DEPTH = 30

_UNHOLDABLE = re.compile("[\\x00\\ud800-\\udfff]")
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (its text, or None), a list of nodes, or a mapping of keys to nodes."""

    value: "str | list[Node] | dict[str, Node] | None"
    line: int | None = None
    quoted: bool = False  # a quoted scalar is a text, whatever it looks like


def read(data: bytes, name: str) -> Node:
    """Read a YAML or JSON document; raise `Problems` on anything that is not exactly one."""
    text = _decode(data, name)
    if not text.strip():
        raise Problems(name, [Problem("le fichier est vide")])
    if text.lstrip().startswith("{"):
        return _read_json(text, name)
    return _read_yaml(text, name)


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        weight = f"{len(data) / 1e6:.1f}".replace(".", ",")
        limit = MAX_BYTES // 1_000_000
        raise Problems(name, [Problem(f"le fichier pèse {weight} Mo ; la limite est {limit} Mo")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            "ce caractère n'est pas de l'UTF-8 (le fichier est sans doute en Latin-1 ou en "
            "Windows-1252) : enregistrez-le en UTF-8"
        )
        raise Problems(name, [Problem(message, line=line)]) from error


def _holdable(text: str, name: str, line: int | None = None) -> str:
    """Refuse the two kinds of characters that no database and no document can hold."""
    found = _UNHOLDABLE.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        message = f"le caractère {code} n'est pas du texte : effacez-le"
        raise Problems(name, [Problem(message, line=line)])
    return text


def _read_json(text: str, name: str) -> Node:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(key for key, _ in pairs)
        for key, count in counts.items():
            if count > 1:
                raise Problems(name, [Problem("clé écrite deux fois", field=key)])
            _holdable(key, name)
        return dict(pairs)

    try:
        content = json.loads(text, object_pairs_hook=unique, parse_int=_Number, parse_float=_Number)
        return _from_json(content, name, MAX_DEPTH)
    except json.JSONDecodeError as error:
        message = f"le JSON est mal formé (colonne {error.colno})"
        raise Problems(name, [Problem(message, line=error.lineno)]) from error
    except RecursionError as error:
        raise Problems(name, [Problem("trop de niveaux imbriqués")]) from error


class _Number(str):
    """The digits of a JSON number, kept as written."""

    __slots__ = ()


def _from_json(content: object, name: str, depth: int) -> Node:
    if depth == 0:
        raise Problems(name, [Problem("trop de niveaux imbriqués")])
    match content:
        case None:
            return Node(None)
        case bool():
            return Node("true" if content else "false")
        case str():
            text = _holdable(str(content), name)
            return Node(text, quoted=not isinstance(content, _Number))
        case list():
            return Node([_from_json(item, name, depth - 1) for item in content])
        case dict():
            return Node({key: _from_json(item, name, depth - 1) for key, item in content.items()})
        case _:
            raise Problems(name, [Problem("valeur JSON inconnue")])


def _read_yaml(text: str, name: str) -> Node:
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        roots = list(_roots(events, name))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"le YAML est mal formé ({_french(error.problem)})"
        raise Problems(name, [Problem(message, line=line)]) from error
    except yaml.YAMLError as error:
        raise Problems(
            name, [Problem("un caractère interdit rend le fichier illisible")]
        ) from error
    if len(roots) != 1:
        raise Problems(name, [Problem("il faut un seul document par fichier")])
    return roots[0]


def _french(problem: str | None) -> str:
    usual = {
        "mapping values are not allowed in this context": "deux-points inattendu : mettez le texte "
        "entre guillemets ou après « | »",
        "could not find expected ':'": "il manque « : » après une clé",
        "did not find expected key": "décalage : vérifiez l'alignement de cette ligne",
        "found character that cannot start any token": "caractère interdit ici : ni tabulation, "
        "ni « @ » ou « ` » en tête",
    }
    return usual.get(problem or "", "cette ligne, ou la suivante, n'est pas comprise")


def _roots(events: Iterator[Any], name: str) -> Iterator[Node]:
    for event in events:
        if not isinstance(
            event,
            yaml.StreamStartEvent
            | yaml.StreamEndEvent
            | yaml.DocumentStartEvent
            | yaml.DocumentEndEvent,
        ):
            yield _node(event, events, name, MAX_DEPTH)


def _node(event: Any, events: Iterator[Any], name: str, depth: int) -> Node:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Problems(name, [Problem("les renvois YAML (« & » et « * ») sont refusés", line=line)])
    if event.tag is not None:
        message = "« ! » en tête annonce une étiquette YAML : mettez le texte entre guillemets"
        raise Problems(name, [Problem(message, line=line)])
    if depth == 0:
        raise Problems(name, [Problem("trop de niveaux imbriqués", line=line)])
    if isinstance(event, yaml.ScalarEvent):
        quoted = not event.implicit[0]
        value = None if not quoted and event.value in _NULLS else event.value
        return Node(value and _holdable(value, name, line), line, quoted)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, name, depth - 1))
        return Node(items, line)
    return Node(_mapping(events, name, depth), line)


def _mapping(events: Iterator[Any], name: str, depth: int) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        line = inner.start_mark.line + 1
        if not isinstance(inner, yaml.ScalarEvent):
            raise Problems(name, [Problem("une clé doit être un mot", line=line)])
        if inner.value in entries:
            raise Problems(name, [Problem("clé écrite deux fois", inner.value, line)])
        _holdable(inner.value, name, line)
        entries[inner.value] = _node(next(events), events, name, depth - 1)
    return entries
