"""The limited Markdown of the texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.documents.markdown import blocks
from maillage.documents.tree import Heading, Item, Listing, Paragraph, Run


def p(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


def test_paragraphs_and_line_breaks() -> None:
    assert blocks("Un\ndeux\n\nTrois\n", level=2) == (p("Un\ndeux"), p("Trois"))


def test_bold_and_italic() -> None:
    expected = p("Le ", Run("bassin", bold=True), " ", Run("de vie", italic=True))
    assert blocks("Le **bassin** *de vie*", level=2) == (expected,)


def test_lists_one_in_another_and_numbered() -> None:
    inner = Listing((Item((p("b"),)),))
    assert blocks("- a\n  - b\n- c", level=2) == (
        Listing((Item((p("a"), inner)), Item((p("c"),)))),
    )
    assert blocks("3. a\n4. b", level=2) == (Listing((Item((p("a"),)), Item((p("b"),))), first=3),)


def test_a_line_that_opens_with_a_plus_is_no_list() -> None:
    assert blocks("+ 12 % en dix ans", level=2) == (p("+ ", "12 % en dix ans"),)


def test_headings_go_below_the_question() -> None:
    assert blocks("# A\n\n## B\n\n### C", level=2) == (
        Heading("A", 3),
        Heading("B", 4),
        Heading("C", 4),
    )
    assert blocks("## Seul", level=3) == (Heading("Seul", 4),)


def test_a_heading_in_a_list_is_only_bold() -> None:
    assert blocks("- # A", level=2) == (Listing((Item((p(Run("A", bold=True)),)),)),)


def test_what_is_not_of_the_subset_is_text() -> None:
    for text in (
        "[a](b)",
        "![a](b)",
        "`a`",
        "<b>a</b>",
        "&amp;",
        "\\*",
        "---",
        "> a",
        "#a",
        "| a |",
    ):
        assert blocks(text, level=2) == (p(text),)


def test_an_empty_text_gives_nothing() -> None:
    assert blocks(" \n\n ", level=2) == ()


def words_of(value: object) -> str:
    match value:
        case Run():
            return value.text
        case Heading():
            return value.text
        case Paragraph():
            return "".join(map(words_of, value.runs))
        case Listing():
            return "".join(words_of(block) for item in value.items for block in item.blocks)
        case _:
            return ""


@settings(deadline=None)
@given(st.text(alphabet="ab é*_-+#1. \n\t\\<&`[]()>", max_size=200))
def test_no_letter_is_ever_lost(text: str) -> None:
    found = "".join(words_of(block) for block in blocks(text, level=2))
    assert [c for c in found if c.isalpha()] == [c for c in text if c.isalpha()]
