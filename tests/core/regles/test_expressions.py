"""The language of the rules: what it accepts, what it refuses at load, what it computes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.regles.expressions import (
    MAX_DEPTH,
    ExpressionRefusee,
    Vocabulaire,
    compiler,
)
from maillage.core.regles.fonctions import SIMPLES
from maillage.core.regles.operations import Inapplicable

WORDS = Vocabulaire(
    faits={"a", "b", "liste", "fiche"},
    fonctions=SIMPLES,
    parametres={"seuil": lambda _contexte: Decimal(15)},
)


def value(texte: str, **faits: object) -> object:
    return compiler(texte, WORDS).calcule({**faits, "date_jour": date(2026, 11, 22)})


HOSTILE = (
    "__import__('os')",
    "a.__class__",
    "a._prive",
    "(lambda: 1)()",
    "(a := 1)",
    "f'{a}'",
    "open('x')",
    "eval('1')",
    "exec('1')",
    "getattr(a, 'b')",
    "nb.__globals__",
    "a.format(b)",
    "a.get('x')",
    "a[0]",
    "liste[0:2]",
    "a ** b",
    "a / b",
    "a // b",
    "a % b",
    "a << b",
    "~a",
    "+a",
    "{x for x in liste}",
    "{x: x for x in liste}",
    "{**fiche}",
    "{1, 2}",
    "[*liste]",
    "nb(*liste)",
    "nb(liste=liste)",
    "nb()",
    "nb(a, b)",
    "connu(inconnu)",
    "inconnu",
    "True if b",
    "[x for x in liste for y in liste]",
    "[x for x, y in liste]",
    "[a for a in liste]",
    "[[x for x in liste] for x in liste]",
    "(x async for x in liste)",
    "await a",
    "(yield a)",
    "b'octets'",
    "...",
    "1j",
    "a is b",
    "a is 3",
    "a; b",
    "import os",
    "motif(a, b)",
    "motif(a, '(')",
    "",
)


@pytest.mark.parametrize("texte", HOSTILE)
def test_an_expression_outside_the_language_is_refused_at_load(texte: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compiler(texte, WORDS)


@pytest.mark.parametrize(
    "texte",
    [
        "(" * 300 + "a" + ")" * 300,
        "not " * (MAX_DEPTH + 2) + "a",
        "-" * (MAX_DEPTH + 2) + "1",
        "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
        "a or " * 400 + "b",
        "9" * 5000,
    ],
)
def test_an_abyss_is_refused_at_load(texte: str) -> None:
    with pytest.raises(ExpressionRefusee):
        compiler(texte, WORDS)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("1 <= a <= 3", True),
        ("a <= 3 < b", False),
        ("a + b * 2 - 1", 5),
        ("-a", -2),
        ("a == 2.0", True),
        ("0.1 + 0.2 == 0.3", True),
        ("a > 1 and b > 1", True),
        ("not (a > 1)", False),
        ("'oui' if a > 1 else 'non'", "oui"),
        ("a in [1, 2]", True),
        ("a not in (1, 2)", False),
        ("{'x': 1, 'y': 2}.get('y')", 2),
        ("{'x': 1}.get('z')", None),
        ("[x * 2 for x in liste if x > 1]", (4, 6)),
        ("somme(x for x in liste)", 6),
        ("tous(au_moins_un(x == y for y in liste) for x in liste)", True),
        ("fiche.nom", "Vidal"),
        ("fiche.absent", None),
        ("fiche.absent is None", True),
        ("fiche.oui is not False", True),
        ("nb(fiche.absent or [])", 0),
        ("seuil", 15),
        ("date_jour > mois_apres(date_jour, -1)", True),
    ],
)
def test_an_expression_computes(texte: str, attendu: object) -> None:
    fiche = {"nom": "Vidal", "oui": True}
    assert value(texte, a=2, b=2, liste=(1, 2, 3), fiche=fiche) == attendu


def test_a_fact_that_nobody_answered_is_none() -> None:
    assert value("a is None and absent(a)") is True


@pytest.mark.parametrize(
    "texte",
    ["a < 3", "b < 3", "b == 3", "a + 1", "b + 1", "not a", "b and True", "nb(b)", "b.nom",
     "3 in b", "liste < 3", "somme(liste)", "True + 1", "date_jour < 3"],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told_apart(texte: str) -> None:
    with pytest.raises(Inapplicable):
        value(texte, b="texte", liste=("x",))


@given(st.integers(), st.integers(), st.decimals(-(10**6), 10**6, places=2))
def test_numbers_are_exact(a: int, b: int, c: Decimal) -> None:
    assert value("a + b == b + a", a=a, b=b) is True
    assert value("a * 100 - a * 100", a=c) == 0
    assert value("a <= b", a=a, b=b) is (a <= b)
