"""The small language of the rules: parsed, checked in a strict whitelist, turned into closures.

Only the tree of Python's own parser is used; no text ever becomes code that Python runs.
"""

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from maillage.core.regles import operations
from maillage.core.regles.fonctions import Fonction
from maillage.core.regles.modele import Expression

Contexte = dict[str, object]
Calcul = Callable[[Contexte], object]

MAX_LENGTH: Final = 1000
MAX_DEPTH: Final = 24
DATE_JOUR: Final = "date_jour"  # the day of judgement, readable by every rule
_LOCAL: Final = "·"  # prefix of the variables of a comprehension; no fact can bear it


class ExpressionRefusee(ValueError):
    """An expression that does not belong to the language."""


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """The names an expression may use: facts, functions, and parameters with their readers."""

    faits: Collection[str]
    fonctions: Mapping[str, Fonction]
    parametres: Mapping[str, Calcul]


def compiler(texte: str, vocabulaire: Vocabulaire) -> Expression:
    """Turn a text into an expression ready to run; raise `ExpressionRefusee` otherwise."""
    if len(texte) > MAX_LENGTH:
        raise ExpressionRefusee(f"expression trop longue (plus de {MAX_LENGTH} caractères)")
    try:
        tree = ast.parse(texte.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionRefusee(f"expression illisible : {texte}") from error
    return Expression(texte, _Compilation(vocabulaire).calcul(tree.body, frozenset(), 0))


def _refuse(node: ast.AST, why: str) -> ExpressionRefusee:
    return ExpressionRefusee(f"{why} : « {ast.unparse(node)[:80]} »")


_COMPARISONS: Final[dict[type[ast.cmpop], Callable[[object, object], bool]]] = {
    ast.Eq: operations.egal,
    ast.NotEq: operations.different,
    ast.Lt: operations.plus_petit,
    ast.LtE: operations.plus_petit_ou_egal,
    ast.Gt: operations.plus_grand,
    ast.GtE: operations.plus_grand_ou_egal,
    ast.In: operations.dans,
    ast.NotIn: operations.hors_de,
}
_ARITHMETIC: Final[dict[type[ast.operator], Callable[[object, object], object]]] = {
    ast.Add: operations.plus,
    ast.Sub: operations.moins,
    ast.Mult: operations.fois,
}


class _Compilation:
    """One walk down a tree; each kind of node allowed has its method, the others are refused."""

    def __init__(self, vocabulaire: Vocabulaire) -> None:
        self.vocabulaire = vocabulaire
        self.kinds: dict[type[ast.expr], Callable[..., Calcul]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.BoolOp: self._bool_op,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._binary,
            ast.Compare: self._compare,
            ast.IfExp: self._conditional,
            ast.Attribute: self._attribute,
            ast.Call: self._call,
            ast.List: self._sequence,
            ast.Tuple: self._sequence,
            ast.Dict: self._dict,
            ast.ListComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
        }

    def calcul(self, node: ast.expr, local: frozenset[str], depth: int) -> Calcul:
        if depth > MAX_DEPTH:
            raise ExpressionRefusee("expression trop imbriquée")
        kind = self.kinds.get(type(node))
        if kind is None:
            raise _refuse(node, "cette écriture n'est pas permise dans une règle")
        return kind(node, local, depth + 1)

    def _all(self, nodes: list[ast.expr], local: frozenset[str], depth: int) -> list[Calcul]:
        return [self.calcul(node, local, depth) for node in nodes]

    def _constant(self, node: ast.Constant, _local: frozenset[str], _depth: int) -> Calcul:
        written = node.value
        value = Decimal(repr(written)) if isinstance(written, float) else written
        if value is not None and not isinstance(value, str | bool | int | Decimal):
            raise _refuse(node, "cette valeur n'est pas permise dans une règle")
        return lambda _: value

    def _name(self, node: ast.Name, local: frozenset[str], _depth: int) -> Calcul:
        name = node.id
        if name in local:
            key = _LOCAL + name
            return lambda contexte: contexte[key]
        if name in self.vocabulaire.faits or name == DATE_JOUR:
            return lambda contexte: contexte.get(name)
        parametre = self.vocabulaire.parametres.get(name)
        if parametre is None:
            raise _refuse(node, "ce nom n'est ni une donnée de la règle ni un paramètre")
        return parametre

    def _bool_op(self, node: ast.BoolOp, local: frozenset[str], depth: int) -> Calcul:
        parts = self._all(node.values, local, depth)
        stops_on = isinstance(node.op, ast.Or)

        def run(contexte: Contexte) -> object:
            value: object = None
            for part in parts:
                value = part(contexte)
                if operations.vrai(value) is stops_on:
                    break
            return value

        return run

    def _unary(self, node: ast.UnaryOp, local: frozenset[str], depth: int) -> Calcul:
        inner = self.calcul(node.operand, local, depth)
        if isinstance(node.op, ast.Not):
            return lambda contexte: operations.non(inner(contexte))
        if isinstance(node.op, ast.USub):
            return lambda contexte: operations.moins(0, inner(contexte))
        raise _refuse(node, "ce signe n'est pas permis dans une règle")

    def _binary(self, node: ast.BinOp, local: frozenset[str], depth: int) -> Calcul:
        operation = _ARITHMETIC.get(type(node.op))
        if operation is None:
            raise _refuse(node, "seuls + - et × sont permis dans une règle")
        left, right = self._all([node.left, node.right], local, depth)
        return lambda contexte: operation(left(contexte), right(contexte))

    def _compare(self, node: ast.Compare, local: frozenset[str], depth: int) -> Calcul:
        first = self.calcul(node.left, local, depth)
        steps = [
            (self._comparison(node, op, right), self.calcul(right, local, depth))
            for op, right in zip(node.ops, node.comparators, strict=True)
        ]

        def run(contexte: Contexte) -> object:
            left = first(contexte)
            for holds, part in steps:
                right = part(contexte)
                if not holds(left, right):
                    return False
                left = right
            return True

        return run

    @staticmethod
    def _comparison(
        node: ast.Compare, op: ast.cmpop, right: ast.expr
    ) -> Callable[[object, object], bool]:
        if isinstance(op, ast.Is | ast.IsNot):
            if not isinstance(right, ast.Constant) or not (
                right.value is None or isinstance(right.value, bool)
            ):
                raise _refuse(node, "« is » ne se compare qu'à None, True ou False")
            return operations.est if isinstance(op, ast.Is) else operations.n_est_pas
        return _COMPARISONS[type(op)]

    def _conditional(self, node: ast.IfExp, local: frozenset[str], depth: int) -> Calcul:
        test, yes, no = self._all([node.test, node.body, node.orelse], local, depth)
        return lambda contexte: (yes if operations.vrai(test(contexte)) else no)(contexte)

    def _attribute(self, node: ast.Attribute, local: frozenset[str], depth: int) -> Calcul:
        if node.attr.startswith("_"):
            raise _refuse(node, "ce champ n'est pas permis dans une règle")
        record, field = self.calcul(node.value, local, depth), node.attr
        return lambda contexte: operations.champ(record(contexte), field)

    def _call(self, node: ast.Call, local: frozenset[str], depth: int) -> Calcul:
        if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
            raise _refuse(node, "une fonction ne prend que des valeurs, dans l'ordre")
        if isinstance(node.func, ast.Attribute):
            return self._get(node, node.func, local, depth)
        if not isinstance(node.func, ast.Name):
            raise _refuse(node, "cet appel n'est pas permis dans une règle")
        fonction = self.vocabulaire.fonctions.get(node.func.id)
        if fonction is None:
            raise _refuse(node, "fonction inconnue")
        if not fonction.arity_min <= len(node.args) <= fonction.arity_max:
            raise _refuse(node, "nombre de valeurs inattendu pour cette fonction")
        fonction.verifie(tuple(a.value if isinstance(a, ast.Constant) else None for a in node.args))
        return _applied(fonction, self._all(node.args, local, depth))

    def _get(
        self, node: ast.Call, method: ast.Attribute, local: frozenset[str], depth: int
    ) -> Calcul:
        if method.attr != "get" or not isinstance(method.value, ast.Dict) or len(node.args) != 1:
            raise _refuse(node, "seul « {…}.get(clé) » est permis")
        table, key = self._all([method.value, node.args[0]], local, depth)
        return lambda contexte: operations.lu(table(contexte), key(contexte))

    def _sequence(self, node: ast.List | ast.Tuple, local: frozenset[str], depth: int) -> Calcul:
        parts = self._all(node.elts, local, depth)
        return lambda contexte: tuple(part(contexte) for part in parts)

    def _dict(self, node: ast.Dict, local: frozenset[str], depth: int) -> Calcul:
        keys = [key for key in node.keys if key is not None]
        if len(keys) != len(node.keys):
            raise _refuse(node, "cette écriture n'est pas permise dans une règle")
        pairs = list(
            zip(self._all(keys, local, depth), self._all(node.values, local, depth), strict=True)
        )
        return lambda contexte: {key(contexte): value(contexte) for key, value in pairs}

    def _comprehension(
        self, node: ast.ListComp | ast.GeneratorExp, local: frozenset[str], depth: int
    ) -> Calcul:
        loop = node.generators[0]
        if len(node.generators) > 1 or loop.is_async or not isinstance(loop.target, ast.Name):
            raise _refuse(node, "une seule boucle sur une seule variable")
        if loop.target.id in self.vocabulaire.faits or loop.target.id in local:
            raise _refuse(node, "cette variable porte déjà le nom d'une donnée")
        items = self.calcul(loop.iter, local, depth)
        inside = local | {loop.target.id}
        tests = self._all(loop.ifs, inside, depth)
        result, key = self.calcul(node.elt, inside, depth), _LOCAL + loop.target.id

        def each(contexte: Contexte) -> Iterator[object]:
            for item in operations.elements(items(contexte)):
                contexte[key] = item
                if all(operations.vrai(test(contexte)) for test in tests):
                    yield result(contexte)

        if isinstance(node, ast.GeneratorExp):
            return each
        return lambda contexte: tuple(each(contexte))


def _applied(fonction: Fonction, arguments: list[Calcul]) -> Calcul:
    """Call a function of the table; a dated one also receives the day of judgement."""
    appel = fonction.appel
    if fonction.datee:
        return lambda contexte: appel(contexte[DATE_JOUR], *(a(contexte) for a in arguments))
    return lambda contexte: appel(*(argument(contexte) for argument in arguments))
