"""Each block of a tree in WordprocessingML."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docx.parts.story import StoryPart

from maillage.documents.docx import contents, tables
from maillage.documents.docx.lists import Lists
from maillage.documents.docx.pictures import picture
from maillage.documents.docx.styles import TEXT_WIDTH
from maillage.documents.docx.xml import (
    Element,
    W,
    apart,
    below_table,
    checkbox,
    el,
    paragraph,
    plain,
    run,
    styled,
)
from maillage.documents.tree import (
    MAX_LEVEL_LISTED,
    Blank,
    Block,
    Checkboxes,
    Figure,
    Grid,
    Heading,
    Listing,
    Option,
    Paragraph,
    Remark,
    Signature,
    Table,
    Wording,
)

TABLE = f"{{{W}}}tbl"
MARKS = 5000  # first identifier of our bookmarks


class Body:
    """Draws blocks one after the other; counts lists and boxes, whose identifiers are unique."""

    def __init__(self, lists: Lists, part: StoryPart, *, listed: bool = False) -> None:
        self.lists, self.part = lists, part
        self.boxes = self.marks = 0
        self.listed = listed  # headings are bookmarked for a table of contents
        self.headings = 0
        self.width = TEXT_WIDTH

    def draw(self, blocks: Sequence[Block], style: str | None = None) -> list[Element]:
        """Return the elements of some blocks; `style` is that of their paragraphs."""
        made: list[Element] = []
        for block in blocks:
            drawn = list(self._draw(block, style))
            if made and drawn and made[-1].tag == drawn[0].tag == TABLE:
                made.append(paragraph("EntreTableaux", ()))  # Word would make them one
            elif made and drawn and made[-1].tag == TABLE and style is None:
                below_table(drawn[0])
            self._mark(drawn, getattr(block, "mark", ""))
            made.extend(drawn)
        return made

    def _mark(self, drawn: list[Element], name: str) -> None:
        """Bookmark the beginning of a text, so that the file can be read back."""
        if not name or not drawn:
            return
        place = 0 if drawn[0].pPr is None else 1
        first = self.marks
        names = name.split()
        self.marks += len(names)
        for rank in range(len(names), 0, -1):  # each is put before the one just written
            identifier = MARKS + first + rank
            drawn[0].insert(place, el("bookmarkEnd", id=identifier))
            label = f"r_{names[rank - 1]}__{first + rank}"[:40]
            drawn[0].insert(place, el("bookmarkStart", id=identifier, name=label))

    def _draw(self, block: Block, style: str | None) -> Iterator[Element]:
        match block:
            case Paragraph():
                made = paragraph(style, map(styled, block.runs))
                if block.leads:
                    made.get_or_add_pPr().append(el("keepNext"))
                yield made
            case Listing():
                items = list(self._listing(block, style, 0))
                if style is None:
                    apart(items[-1])
                yield from items
            case Checkboxes():
                yield from self._checkboxes(block, style)
            case Table():
                yield tables.table(block, self._in_cell, self.width)
            case Grid():
                yield tables.grid(block, self._in_cell, self.width)
            case Heading():
                yield self._heading(block)
            case Figure() if block.svg:
                yield from picture(self.part, block)
            case _:
                yield _SIMPLE[type(block)](block)

    def _heading(self, block: Heading) -> Element:
        made = _heading(block)
        if self.listed and block.level <= MAX_LEVEL_LISTED:
            self.headings += 1
            return contents.marked(made, self.headings)
        return made

    def _in_cell(self, blocks: Sequence[Block]) -> list[Element]:
        return self.draw(blocks, "Cellule")

    def _listing(self, block: Listing, style: str | None, depth: int) -> Iterator[Element]:
        number = self.lists.number(block.first, depth)
        name = style or ("ListBullet" if block.first is None else "ListNumber")
        for item in block.items:
            first = True
            for inner in item.blocks:
                if isinstance(inner, Listing):
                    yield from self._listing(inner, style, depth + 1)
                elif isinstance(inner, Paragraph):
                    numbered = (number, depth) if first else None
                    made = paragraph(
                        name if first else style, map(styled, inner.runs), numbered=numbered
                    )
                    if not first:
                        made.get_or_add_pPr().append(el("ind", left=340 * (depth + 1)))
                    yield made
                first = False

    def _checkboxes(self, block: Checkboxes, style: str | None) -> Iterator[Element]:
        if not block.in_line:
            for option in block.options:
                yield paragraph("Option", self._option(option, "\t"))
            return
        pieces: list[Element] = []
        for number, option in enumerate(block.options):
            if number:
                pieces.append(run("\u2003\u2003"))
            pieces += self._option(option)
        yield paragraph(style, pieces)

    def _option(self, option: Option, gap: str = "\u2002") -> list[Element]:
        self.boxes += 1
        box = checkbox(self.boxes, option.label, checked=option.checked)
        properties = el("rPr", el("b")) if option.checked else None
        return [box, run(f"{gap}{option.label}", properties)]


def _heading(block: Heading) -> Element:
    text = f"{block.number} {block.text}" if block.number else block.text
    made = plain(f"Heading{min(block.level, 4)}", text)
    if block.new_page:
        made.get_or_add_pPr().append(el("pageBreakBefore"))
    return made


def _blank(block: Blank) -> Element:
    return plain("LigneACompleter", f"{block.what} \t")


def _signature(block: Signature) -> Element:
    texts = (block.name, block.capacity, block.made)
    lines = [plain("Cellule", text) for text in texts if text]
    return tables.box([plain("TeteDeColonne", block.label), *lines])


_SIMPLE: dict[type, Callable[[Any], Element]] = {
    Wording: lambda block: plain("Precision", block.text),
    Remark: lambda block: paragraph("Remarque", map(styled, block.runs)),
    Blank: _blank,
    Figure: lambda block: plain("Carte", block.placeholder),
    Signature: _signature,
}
