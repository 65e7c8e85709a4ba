"""argparse speaks French, and failures of the system too."""

import errno
import os

import pytest

from maillage.cli import messages
from maillage.cli.parser import FrenchParser, french


def refusal(capsys, parser, *words):
    with pytest.raises(SystemExit) as stop:
        parser.parse_args(words)
    assert stop.value.code == 2
    return capsys.readouterr().err.replace("\u00a0", " ").replace("\u202f", " ").splitlines()[0]


@pytest.fixture
def parser():
    one = FrenchParser(prog="essai")
    one.add_argument("nom")
    one.add_argument("--deux", nargs=2)
    one.add_argument("--plus", nargs="+")
    one.add_argument("--age", type=int)
    group = one.add_mutually_exclusive_group(required=True)
    group.add_argument("--noir", action="store_true")
    group.add_argument("--blanc", action="store_true")
    return one


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--noir", "il manque nom."),
        ("x", "il faut l’un de ceux-ci : --noir --blanc."),
        ("x --noir --blanc", "--blanc et --noir ne vont pas ensemble."),
        ("x --noir --deux 1", "--deux attend 2 valeurs."),
        ("x --noir --plus", "--plus attend au moins une valeur."),
        ("x --noir --age dix", "--age : dix n’est pas une valeur acceptée."),
        ("x y --noir", "je ne connais pas y."),
    ],
)
def test_error_when_call_is_bad(capsys, parser, words, said):
    assert refusal(capsys, parser, *words.split()) == f"maillage : {said}"


def test_error_when_argparse_says_something_new():
    assert french("argument --x: de travers") == "--x : de travers"
    assert french("de travers") == "de travers"


def test_system_error_when_explained():
    known = OSError(errno.EACCES, os.strerror(errno.EACCES), "sortie")
    assert messages.explain(known) == "« sortie » : accès refusé : vérifiez les droits."
    assert messages.explain(OSError(errno.EPIPE, "x")) == "le système a répondu « x »."


def test_numbers_when_written():
    assert messages.number(None) == "–"
    assert messages.number(1_234_567) == "1\u202f234\u202f567"
    assert messages.counted(1, "commune") == "1\u00a0commune"
    assert messages.counted(2, "travail", "travaux") == "2\u00a0travaux"
