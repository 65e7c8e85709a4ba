"""The document tree: what a document says, whatever the format that draws it.

Texts in the tree are final: cleaned of forbidden characters, with their French spaces. A writer
only escapes them in its own way.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from maillage.core.facts import PartialDate
from maillage.documents.characters import clean

MAX_LEVEL_LISTED = 2  # in a table of contents
MAX_ROWS_TOGETHER = 14
MAX_TEXT_TOGETHER = 1_500  # characters
MAX_DENSE_ROWS, MAX_DENSE_TEXT = 40, 2_800
MAX_ROW_TOGETHER = 700  # characters: a longer row may be cut by the end of a page
MAX_LINES_TOGETHER = 50  # of a grid, below its titles
LABEL_WIDTH, VALUE_WIDTH = 28, 66  # characters that a line of a grid holds, about


def length(value: object) -> int:
    """Return how many characters a part of a tree prints."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(length, value))
    if not is_dataclass(value):
        return 0
    return sum(length(getattr(value, part.name)) for part in fields(value))


class Tone(StrEnum):
    """How a run of text is shown, besides bold and italic."""

    NORMAL = "normal"
    UNCERTAIN = "incertain"  # in orange, always with words that say so
    MISSING = "manque"  # an answer still to give
    DISCREET = "discret"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; « \\n » is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    tone: Tone = Tone.NORMAL

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))  # wherever it comes from


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of level 1 (part), 2 (question) or lower."""

    text: str
    level: int
    number: str = ""
    key: str = ""  # key of the item of the form, to bind a screen to a place of the document
    mark: str = ""  # rubrique of the text that begins here, for a file that comes back
    new_page: bool = False  # starts a page


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an answer."""

    runs: Inline
    leads: bool = False  # stays with what follows
    mark: str = ""  # as in Heading


@dataclass(frozen=True, slots=True)
class Wording:
    """The rest of a question, too long for its heading, or a reminder that the form prints."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What we add below an answer: a vintage, a way of counting, a thing still unknown."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty answer, visible as such: a dotted line and what is to be written there."""

    what: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A bullet list, or a numbered one with its first number."""

    items: tuple[Item, ...]
    first: int | None = None  # None: bullets
    mark: str = ""  # as in Heading


@dataclass(frozen=True, slots=True)
class Option:
    """A box and its label."""

    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Checkboxes:
    """The boxes that answer one question."""

    options: tuple[Option, ...]
    in_line: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """When a step begins and ends, for a spreadsheet to sort."""

    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid or of a table."""

    blocks: "tuple[Block, ...]" = ()
    rowspan: int = 1
    colspan: int = 1
    header: bool = False  # heads its row
    value: int | Decimal | date | Period | None = None  # what its words say, for a spreadsheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, its side."""

    head: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the cells hidden below a cell spanning rows are left out."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head repeated on each page, and what it holds said in words."""

    summary: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dense: bool = False  # small letters and low rows: a printed form that fills a page

    @property
    def short(self) -> bool:
        """Does it fit on a page, so that a writer keeps it in one piece?"""
        if self.dense:
            return len(self.rows) <= MAX_DENSE_ROWS and length(self.rows) <= MAX_DENSE_TEXT
        return len(self.rows) <= MAX_ROWS_TOGETHER and length(self.rows) <= MAX_TEXT_TOGETHER


@dataclass(frozen=True, slots=True)
class GridRow:
    """A label and its value."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Labels on the left, values on the right."""

    summary: str
    rows: tuple[GridRow, ...]

    @property
    def short(self) -> bool:
        """Does it fit on a page, about, so that a writer who cannot measure keeps it in one piece?"""
        heights = (max(_lines(r.label, LABEL_WIDTH), _height(r.value.blocks)) for r in self.rows)
        return sum(heights) + len(self.rows) // 2 <= MAX_LINES_TOGETHER


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))


def _height(blocks: "tuple[Block, ...]") -> int:
    """Return how many lines the value of a grid takes, about."""
    lines = 0
    for block in blocks:
        if isinstance(block, Listing):
            lines += sum(_height(item.blocks) for item in block.items)
        elif isinstance(block, Checkboxes):
            lines += 1 if block.in_line else len(block.options)
        else:
            text = "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else ""
            lines += _lines(text, VALUE_WIDTH)
    return lines


@dataclass(frozen=True, slots=True)
class Figure:
    """A map or a chart; without a picture, its place is kept and said."""

    alt: str
    placeholder: str
    svg: str = ""  # the picture; no word of a user is in it
    caption: str = ""  # where the picture comes from
    wide: int = 0
    high: int = 0
    share: int = 100  # per cent of the width of the page that it may take


@dataclass(frozen=True, slots=True)
class Page:
    """From here on a new page, wider than high or not."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a long document: its title, then who, where and when."""

    lines: tuple[tuple[str, str], ...]  # label and value


@dataclass(frozen=True, slots=True)
class Signature:
    """Where someone signs: who, in what capacity, and the day."""

    label: str
    name: str
    capacity: str
    made: str = ""  # « Fait à …, le … »


Block = (
    Heading
    | Paragraph
    | Wording
    | Remark
    | Blank
    | Listing
    | Checkboxes
    | Table
    | Grid
    | Figure
    | Page
    | Signature
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, with what its pages repeat."""

    identifier: str
    title: str  # as printed at the head
    subject: str
    author: str
    header: str  # name of the CPTS
    footer: str  # the form's own label
    on: date
    on_text: str
    blocks: tuple[Block, ...] = ()
    cover: Cover | None = None
    contents: bool = False  # a table of contents precedes the blocks
    landscape: bool = False  # the way the first page lies

    def sections(self) -> tuple[tuple[Page, tuple[Block, ...]], ...]:
        """Return the blocks between two changes of page, with the page that each begins."""
        cut: list[tuple[Page, list[Block]]] = [(Page(self.landscape), [])]
        for block in self.blocks:
            if isinstance(block, Page):
                cut.append((block, []))
            else:
                cut[-1][1].append(block)
        return tuple((page, tuple(blocks)) for page, blocks in cut)

    def entries(self) -> tuple[Heading, ...]:
        """Return the headings that the table of contents lists."""
        return tuple(
            block
            for block in self.blocks
            if isinstance(block, Heading) and block.level <= MAX_LEVEL_LISTED
        )
