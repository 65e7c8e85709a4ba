"""Two changes of one text are put together, or shown where they meet; no line is ever lost."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.texte import Zone, merge
from maillage.core.texte.edits import applied, edits

LETTERS = st.sampled_from("ab é\n-’")
TEXTS = st.text(LETTERS, max_size=40)
LINES = st.lists(st.sampled_from(["Un.", "Deux mots.", "", "- puce", "Fin"]), max_size=8)
WRITTEN = st.one_of(TEXTS, LINES.map("\n".join))

PROJET = "Les médecins manquent.\n\nLes infirmiers se déplacent.\n\n- un\n- deux\n- trois"

TOGETHER = {
    "two paragraphs": (
        "Les médecins manquent.\n\nLes soins attendent.",
        "Les médecins manquent vraiment.\n\nLes soins attendent.",
        "Les médecins manquent.\n\nLes soins attendent longtemps.",
        "Les médecins manquent vraiment.\n\nLes soins attendent longtemps.",
    ),
    "two words of a sentence": ("le chat dort", "le chien dort", "le chat court", "le chien court"),
    "two items of a list, side by side": ("- a\n- b\n", "- aa\n- b\n", "- a\n- bb\n", "- aa\n- bb\n"),
    "a new paragraph after one that is corrected": (
        "Un.\n\nTrois.",
        "Un.\n\nDeux.\n\nTrois.",
        "Un, vraiment.\n\nTrois.",
        "Un, vraiment.\n\nDeux.\n\nTrois.",
    ),
    "a new paragraph before one whose first word changes": (
        "Un.\n\nTrois.",
        "Un.\n\nDeux.\n\nTrois.",
        "Un.\n\nQuatre.",
        "Un.\n\nDeux.\n\nQuatre.",
    ),
    "a new line at the end, after a corrected end": ("Un", "Un\n\nDeux", "Une", "Une\n\nDeux"),
    "a line removed, another corrected": ("a\nb\nc\n", "b\nc\n", "a\nb\ncc\n", "b\ncc\n"),
    "the same change twice": ("a b", "a c", "a c", "a c"),
    "the same change, and another": ("a b\n\nfin", "a c\n\nfin", "a c\n\nfin.", "a c\n\nfin."),
    "a text emptied that nobody changed": ("a", "", "a", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", TOGETHER)
def test_merge_keeps_two_changes_apart(what: str) -> None:
    base, ours, theirs, expected = TOGETHER[what]
    assert merge(base, ours, theirs).text == expected
    assert merge(base, theirs, ours).text == expected


APART = {
    "the same word": (
        "Le chat dort.\nIl ronfle.", "Le chien dort.\nIl ronfle.", "Le loup dort.\nIl ronfle.",
        Zone("Le chat dort.\n", "Le chien dort.\n", "Le loup dort.\n"),
        "Le loup dort.\n\nLe chien dort.\nIl ronfle.",
    ),
    "two paragraphs added at the same place": (
        "Un.", "Un.\n\nDeux.", "Un.\n\nTrois.",
        Zone("Un.", "Un.\n\nDeux.", "Un.\n\nTrois."),
        "Un.\n\nTrois.\n\nDeux.",
    ),
    "a line that one removes and the other changes": (
        "a\nb c\nd", "a\nd", "a\nb cc\nd", Zone("b c\n", "", "b cc\n"), "a\nb cc\nd",
    ),
    "a line that one changes and the other removes": (
        "a\nb c\nd", "a\nb cc\nd", "a\nd", Zone("b c\n", "b cc\n", ""), "a\nb cc\nd",
    ),
    "two texts from nothing": ("", "Un.", "Deux.", Zone("", "Un.", "Deux."), "Deux.\n\nUn."),
    "two words that touch": (
        "un", "un deux", "une", Zone("un", "un deux", "une"), "une\n\nun deux",
    ),
    "a line joined to the next, where a line is added": (
        "a\nb", "a b", "a\nc\nb", Zone("a\n", "a ", "a\nc\n"), "a\nc\n\na b",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", APART)
def test_merge_decides_nothing_where_two_changes_meet(what: str) -> None:
    base, ours, theirs, zone, both = APART[what]
    found = merge(base, ours, theirs)
    assert found.text is None
    assert zone in found.zones
    assert found.both == both
    assert merge(base, theirs, ours).text is None


def test_merge_widens_a_clash_to_earlier_changes_of_the_line() -> None:
    found = merge("un deux trois quatre", "1 deux trois 4", "un deux trois cinq")
    assert [zone.ours for zone in found.zones] == ["1 deux trois 4"]


def test_merge_widens_a_clash_to_the_lines_of_an_earlier_change() -> None:
    base = "avant toi\nun deux trois quatre\nfin"
    found = merge(base, "avant moi deux trois 4\nfin", "avant toi\nun deux trois cinq\nfin")
    assert [zone.agreed for zone in found.zones] == [None, "fin"]


def test_merge_of_a_long_list_changed_in_many_places() -> None:
    base = "".join(f"- action {n} du projet\n" for n in range(400))
    ours = base.replace("action 7 ", "action sept ").replace("action 399 ", "dernière action ")
    theirs = base.replace("action 8 ", "action huit ").replace("action 0 ", "première action ")
    text = merge(base, ours, theirs).text or ""
    assert [word in text for word in ("sept", "huit", "dernière", "première")] == [True] * 4


@given(WRITTEN, WRITTEN)
def test_merge_with_nothing_changed_on_a_side_is_the_other(base: str, other: str) -> None:
    assert merge(base, base, other).text == other
    assert merge(base, other, base).text == other
    assert merge(base, other, other).text == other


@given(WRITTEN, WRITTEN, WRITTEN)
def test_merge_is_the_same_from_both_sides(base: str, ours: str, theirs: str) -> None:
    one, two = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.text == two.text
    assert [(zone.ours, zone.theirs) for zone in one.zones] == [
        (zone.theirs, zone.ours) for zone in two.zones
    ]


@given(WRITTEN, WRITTEN, WRITTEN)
def test_the_zones_hold_the_three_texts_whole(base: str, ours: str, theirs: str) -> None:
    zones = merge(base, ours, theirs).zones
    assert "".join(zone.base for zone in zones) == base
    assert "".join(zone.ours for zone in zones) == ours
    assert "".join(zone.theirs for zone in zones) == theirs


@given(WRITTEN, WRITTEN, WRITTEN)
def test_what_either_added_is_in_the_merge(base: str, ours: str, theirs: str) -> None:
    text = merge(base, ours, theirs).text
    for side in (ours, theirs) if text is not None else ():
        assert [edit.text for edit in edits(base, side) if edit.text not in text] == []


@given(WRITTEN, WRITTEN, WRITTEN)
def test_no_line_of_either_is_lost_when_nothing_is_given_up(
    base: str, ours: str, theirs: str
) -> None:
    found = merge(base, ours, theirs)
    for zone in found.zones:
        if zone.agreed is None:
            kept = zone.both.splitlines()
            lost = {*zone.ours.splitlines(), *zone.theirs.splitlines()} - {*kept, ""}
            assert lost == set()


@given(
    st.lists(st.text("abcdef ", min_size=1), min_size=4, max_size=30, unique=True),
    st.data(),
)
def test_changes_of_different_paragraphs_are_both_there(
    lines: list[str], data: st.DataObject
) -> None:
    one, two = data.draw(
        st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True)
    )
    ours = [*lines[:one], lines[one] + " notre ajout", *lines[one + 1 :]]
    theirs = [*lines[:two], "Leur début " + lines[two], *lines[two + 1 :]]
    text = merge("\n\n".join(lines), "\n\n".join(ours), "\n\n".join(theirs)).text
    assert text is not None
    assert "notre ajout" in text
    assert "Leur début" in text


@given(WRITTEN, WRITTEN)
def test_the_edits_of_two_texts_make_the_second(before: str, after: str) -> None:
    found = edits(before, after)
    assert applied(before, found, 0, len(before)) == after
    assert all(one.end < two.start for one, two in itertools.pairwise(found))


HARD = {
    "another text": ("mot {} de la première " * 4500, "autre {} texte que voilà " * 4200),
    "two letters": ("a b " * 25_000, "b a a " * 16_600),
    "one letter": ("a" * 100_000, "a" * 99_000),
    "no space": ("".join(chr(200 + n % 5000) for n in range(100_000)),
                 "".join(chr(200 + n % 4999) for n in range(100_000))),
    "short lines": ("a\nb\nc\n" * 16_000, "c\nb\na\nb\n" * 12_500),
}  # fmt: skip


@pytest.mark.parametrize("what", HARD)
def test_a_hundred_thousand_characters_take_a_bounded_time(what: str) -> None:
    before, after = HARD[what]
    start = time.perf_counter()
    assert merge(before, after, before + "\n\nLa fin.").both
    assert time.perf_counter() - start < 8
