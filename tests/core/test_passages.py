"""Words found in a text, whatever their accents, and the passage that shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.passages import Bout, holds, marked, passage, plain, words


def told(pieces: tuple[Bout, ...]) -> str:
    return "".join(f"[{piece.texte}]" if piece.marque else piece.texte for piece in pieces)


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("Élève", "eleve"),
        ("E\u0301le\u0300ve", "eleve"),  # accents written apart
        ("CŒUR", "coeur"),
        ("l’accès", "l'acces"),
        ("10\u202f000\u00a0€", "10 000 €"),
        ("ẞß", "ssss"),
        ("Ωmega", "ωmega"),
    ],
)
def test_signs_are_reduced(text: str, reduced: str) -> None:
    assert plain(text) == reduced


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("  Médecin   TRAITANT ", ("medecin", "traitant")),
        ("budget budget", ("budget",)),
        ("« budget » !", ("budget",)),
        ("", ()),
        ("a b c d e f g h i j", ("a", "b", "c", "d", "e", "f", "g", "h")),
    ],
)
def test_a_question_is_cut_into_words(asked: str, found: tuple[str, ...]) -> None:
    assert words(asked) == found


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("medecin", True),
        ("traitant medecin", True),
        ("acces", True),  # after an apostrophe
        ("cin", False),  # not inside a word
        ("medecin absent", False),
    ],
)
def test_every_word_must_begin_a_word(asked: str, answers: bool) -> None:
    assert holds(plain("L’accès à un médecin traitant"), words(asked)) is answers


def test_a_word_is_found_after_the_same_letters_inside_another() -> None:
    assert holds(plain("surmenage, ménage"), ("menage",))


def test_the_words_are_marked_as_they_are_written() -> None:
    assert told(marked("Le Cœur du métier", words("coeur metier"))) == "Le [Cœur] du [métier]"
    assert told(marked("E\u0301LÈVE ici", words("eleve"))) == "[E\u0301LÈVE] ici"
    assert told(marked("", words("x"))) == ""


def test_a_passage_is_the_place_where_most_words_stand_together() -> None:
    text = (
        "La prévention d’abord. "
        + "mot " * 300
        + "la prévention du diabète commence."
        + " fin" * 99
    )
    found = told(passage(text, words("prevention diabete")))
    assert "[prévention] du [diabète]" in found
    assert (found[:2], found[-2:]) == ("… ", " …")
    assert len(found) < 300


def test_a_passage_is_found_where_reduced_signs_are_more_than_written_ones() -> None:
    text = "œ" * 400 + " puis la cible, ici même"
    assert "[cible]" in told(passage(text, words("cible")))


def test_a_passage_without_the_words_is_the_beginning() -> None:
    assert told(passage("Un texte", words("autre"))) == "Un texte"


def test_a_text_of_one_endless_word_is_cut_all_the_same() -> None:
    assert "[x" in told(passage("y" * 300 + " " + "x" * 900, ("x",)))
    assert len(told(passage("é" * 900, ("absent",)))) < 300
    assert len(told(passage("-" * 400 + "mot" + "-" * 400, ("mot",)))) < 300


@given(st.text(max_size=400), st.text(max_size=20))
def test_nothing_is_added_to_a_text_and_nothing_breaks(text: str, asked: str) -> None:
    pieces = passage(text, words(asked))
    bare = "".join(piece.texte for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert bare in " ".join(text.split())
    assert all(piece.texte for piece in pieces)
