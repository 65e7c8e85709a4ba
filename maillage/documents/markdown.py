"""The limited Markdown of the texts: paragraphs, lists, bold, italic, two levels of headings.

Everything else is text: links, pictures, code, HTML, entities and backslashes are printed as typed.
A line end is a line break, because that is what people who type in a box mean.
"""

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from maillage.documents.characters import clean
from maillage.documents.tree import Block, Heading, Inline, Item, Listing, Paragraph, Run, Tone

MAX_DEPTH = 6  # deeper lists than a page can show are printed as typed


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    return parser.enable(["list", "heading", "emphasis", "newline"])


def blocks(text: str, *, level: int) -> tuple[Block, ...]:
    """Return the blocks of a text; its own headings go just below `level`."""
    source = clean(text).strip("\n")
    if not source.strip():
        return ()
    tokens = _parser().parse(source)
    if _depth(tokens) > MAX_DEPTH:
        return _as_typed(source)
    reading = _Reading(level)
    return tuple(reading.blocks(SyntaxTreeNode(tokens).children))


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text that stands in a cell: a heading there is only bold."""
    return tuple(
        Paragraph((Run(block.text, bold=True),)) if isinstance(block, Heading) else block
        for block in blocks(text, level=1)
    )


def _depth(tokens: list[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            deepest = max(deepest, depth)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
    return deepest


def _as_typed(source: str) -> tuple[Block, ...]:
    paragraphs = (part.strip("\n") for part in source.split("\n\n"))
    return tuple(Paragraph((Run(part),)) for part in paragraphs if part.strip())


class _Reading:
    """Walks a syntax tree, remembering whether a first-level heading was met."""

    def __init__(self, level: int) -> None:
        self.level = level
        self.under_heading = False

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            match node.type:
                case "heading":
                    yield self._heading(node)
                case "bullet_list" | "ordered_list":
                    yield from self._list(node)
                case _:
                    runs = _inline(node)
                    if runs:
                        yield Paragraph(runs)

    def _heading(self, node: SyntaxTreeNode) -> Block:
        text = " ".join("".join(run.text for run in _inline(node)).split())
        if not text:
            return Paragraph((Run(node.markup),))
        below = 2 if node.tag != "h1" and self.under_heading else 1
        self.under_heading = self.under_heading or node.tag == "h1"
        return Heading(text, self.level + below)

    def _list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if node.markup == "+":  # « + 12 % » opens a sentence, not a list
            for child in node.children:
                yield from _with_mark("+ ", tuple(self.blocks(child.children)))
            return
        items = tuple(Item(tuple(self._item(child))) for child in node.children)
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        yield Listing(items, first)

    def _item(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Inside a list a heading is only bold: it would break the outline of the document."""
        for block in self.blocks(node.children):
            if isinstance(block, Heading):
                yield Paragraph((Run(block.text, bold=True),))
            else:
                yield block


def _with_mark(mark: str, content: tuple[Block, ...]) -> tuple[Block, ...]:
    if content and isinstance(content[0], Paragraph):
        return (Paragraph((Run(mark), *content[0].runs)), *content[1:])
    return (Paragraph((Run(mark.strip()),)), *content)


def _inline(node: SyntaxTreeNode, *, bold: bool = False, italic: bool = False) -> Inline:
    runs: list[Run] = []
    for child in node.children:
        match child.type:
            case "strong":
                runs += _inline(child, bold=True, italic=italic)
            case "em":
                runs += _inline(child, bold=bold, italic=True)
            case "softbreak" | "hardbreak":
                runs.append(Run("\n", bold, italic))
            case "inline":
                runs += _inline(child, bold=bold, italic=italic)
            case _:
                runs.append(Run(child.content, bold, italic))
    return _joined(runs)


def _joined(runs: list[Run]) -> Inline:
    """Put together the neighbours of one style, and drop what is empty."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.tone) == (run.bold, run.italic, Tone.NORMAL):
            joined[-1] = Run(last.text + run.text, last.bold, last.italic)
        else:
            joined.append(run)
    return tuple(joined)
