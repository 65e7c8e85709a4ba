"""The difference of two texts reads like a correction."""

import itertools

from hypothesis import given

from maillage.core.texte import Kind, Run, difference
from maillage.core.texte.alignment import Effort, common
from tests.core.texte.test_merging import WRITTEN

K, R, A = Kind.KEPT, Kind.REMOVED, Kind.ADDED


def test_difference_by_words() -> None:
    assert difference("Le temps manque ici.", "Le temps médical manque.") == [
        Run(K, "Le temps "),
        Run(A, "médical "),
        Run(K, "manque"),
        Run(R, " ici"),
        Run(K, "."),
    ]


def test_difference_of_neighbouring_words_is_one_change() -> None:
    assert difference("Les deux médecins partent.", "Les trois infirmiers partent.") == [
        Run(K, "Les "),
        Run(R, "deux médecins"),
        Run(A, "trois infirmiers"),
        Run(K, " partent."),
    ]


def test_difference_of_two_lines_stays_on_two_lines() -> None:
    assert difference("- un\n- deux", "- 1\n- 2") == [
        Run(K, "- "),
        Run(R, "un"),
        Run(A, "1"),
        Run(K, "\n- "),
        Run(R, "deux"),
        Run(A, "2"),
    ]


def test_difference_with_nothing() -> None:
    assert difference("", "") == []
    assert difference("", "Un.") == [Run(A, "Un.")]
    assert difference("Un.", "") == [Run(R, "Un.")]
    assert difference("Un.", "Un.") == [Run(K, "Un.")]


def test_difference_when_the_allowance_is_spent_is_still_exact() -> None:
    assert common(list("abab"), list("baba"), Effort(0)) == []
    assert common(list("xabab"), list("xbaba"), Effort(0)) == [(0, 0)]


@given(WRITTEN, WRITTEN)
def test_difference_holds_both_texts(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.kind is not A) == before
    assert "".join(run.text for run in runs if run.kind is not R) == after
    assert all(one.kind is not two.kind for one, two in itertools.pairwise(runs))
