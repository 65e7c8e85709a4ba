"""The formulas of indicators: sums of publishers' figures, checked at load, run on whole columns.

As for the rules (decision 0002), Python's parser gives a tree and a short list says what is allowed.
The meaning differs: an unknown figure makes the result of its place unknown, and only of its place.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import add, lt, mul, sub
from typing import Final

Colonne = Sequence[float | None]  # one measure, place after place
Lecture = Callable[[str], Colonne]  # a measure « source.mesure » -> its column

MAX_LENGTH: Final = 600
MAX_DEPTH: Final = 16
LARGEST: Final = 1e12

COURANT: Final = "NN"  # in the name of a measure: the year of the edition
PRECEDENT: Final = "AA"  # the former year that the same file gives


class FormuleRefusee(ValueError):
    """A formula that does not belong to the language."""


@dataclass(frozen=True, slots=True)
class Formule:
    """A formula: its text, the measures it reads, the function it became at load."""

    texte: str
    mesures: tuple[str, ...]
    calcule: Callable[[Lecture], Colonne]


def formule(texte: str, seuils: Mapping[str, Decimal]) -> Formule:
    """Read a formula such as `(apl.apl_mg < seuil.sous_dense) * apl.popstd_mg`."""
    if len(texte) > MAX_LENGTH:
        raise FormuleRefusee(f"formule trop longue (plus de {MAX_LENGTH} caractères)")
    try:
        tree = ast.parse(texte.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormuleRefusee(f"formule illisible : {texte}") from error
    run = _compiled(tree, seuils, 0)
    names = tuple(dict.fromkeys(name for name in _names(tree) if not name.startswith("seuil.")))
    if not callable(run):
        raise FormuleRefusee(f"aucune mesure dans la formule : {texte}")
    return Formule(texte, names, run)


_OPERATIONS: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
}

_Part = float | Callable[[Lecture], Colonne]


def _compiled(node: ast.expr, seuils: Mapping[str, Decimal], depth: int) -> _Part:
    if depth > MAX_DEPTH:
        raise FormuleRefusee("formule trop imbriquée")
    match node:
        case ast.Constant(value=int() | float() as value) if _is_number(value):
            return float(value)
        case ast.Attribute(value=ast.Name(id="seuil"), attr=name):
            if name not in seuils:
                raise FormuleRefusee(f"seuil inconnu : « {name} »")
            return float(seuils[name])
        case ast.Attribute(value=ast.Name(id=source), attr=measure):
            return _column(f"{source}.{measure}")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            parts = _compiled(left, seuils, depth + 1), _compiled(right, seuils, depth + 1)
            return _together(_OPERATIONS[type(op)], *parts)
        case ast.Compare(left=left, ops=[ast.Lt()], comparators=[right]):
            parts = _compiled(left, seuils, depth + 1), _compiled(right, seuils, depth + 1)
            return _together(_one_if_less, *parts)
    shown = ast.unparse(node)[:80]
    raise FormuleRefusee(f"cette écriture n’est pas permise dans une formule : « {shown} »")


def _is_number(value: float) -> bool:
    """Tell a number that a formula may write from a yes or no, and from one without end."""
    return not isinstance(value, bool) and abs(value) <= LARGEST


def _names(tree: ast.expr) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def _column(name: str) -> Callable[[Lecture], Colonne]:
    return lambda lecture: lecture(name)


def _one_if_less(left: float, right: float) -> float:
    return 1.0 if lt(left, right) else 0.0


def _together(operation: Callable[[float, float], float], left: _Part, right: _Part) -> _Part:
    """Join two parts; a place where either is unknown is unknown."""
    if not callable(left) and not callable(right):
        return operation(left, right)
    if not callable(right):
        return lambda lecture: [
            None if a is None else operation(a, right) for a in _run(left, lecture)
        ]
    if not callable(left):
        return lambda lecture: [
            None if b is None else operation(left, b) for b in _run(right, lecture)
        ]
    return lambda lecture: [
        None if a is None or b is None else operation(a, b)
        for a, b in zip(_run(left, lecture), _run(right, lecture), strict=True)
    ]


def _run(part: _Part, lecture: Lecture) -> Colonne:
    return part(lecture) if callable(part) else ()
