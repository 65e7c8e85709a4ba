"""Grids and tables: heads repeated on each page, rows that are not cut, cells that span."""

from collections.abc import Callable, Sequence

from maillage.documents.docx.styles import SHADE, TABLE_STYLE, TEXT_WIDTH
from maillage.documents.docx.xml import Element, W, el, plain
from maillage.documents.tree import MAX_ROW_TOGETHER, Block, Grid, Row, Table, length

LABEL_SHARE = 35  # per cent of a grid
SIGNATURE_SHARE, SIGNATURE_HEIGHT = 60, 2200  # per cent of the width, twentieths of a point

_AFTER_KEEP_NEXT = ("w:numPr", "w:tabs", "w:spacing", "w:ind", "w:jc")

Fill = Callable[[Sequence[Block]], list[Element]]


def table(block: Table, fill: Fill, width: int = TEXT_WIDTH) -> Element:
    """Make a table with its head."""
    widths = _widths([column.width for column in block.columns], width)
    made = _start(block.summary, widths, first_row=True)
    head = [
        _cell(
            width, [_aligned(plain("TeteDeColonne", column.head), right=column.right)], shade=True
        )
        for column, width in zip(block.columns, widths, strict=True)
    ]
    made.append(el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *head))
    right = [column.right for column in block.columns]
    covered: dict[int, tuple[int, int]] = {}  # column → rows still covered, columns covered
    for row in block.rows:
        made.append(_row(row, widths, right, covered, fill))
    if block.dense:
        _dense(made)
    _keep_together(made, short=block.short)
    return made


def _dense(table: Element) -> None:
    """Lower the rows and the letters, so that a printed form of forty rows holds on a page."""
    margins = el("tblCellMar", el("top", w=15, type="dxa"), el("bottom", w=15, type="dxa"))
    table.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")
    for style in table.iter(f"{{{W}}}pStyle"):
        if style.get(f"{{{W}}}val") == "Cellule":
            style.set(f"{{{W}}}val", "CelluleDense")


def box(content: list[Element]) -> Element:
    """Make a frame to sign in."""
    width = TEXT_WIDTH * SIGNATURE_SHARE // 100
    made = _start("Cadre de signature", [width], first_row=False)
    height = el("trPr", el("cantSplit"), el("trHeight", val=SIGNATURE_HEIGHT, hRule="atLeast"))
    made.append(el("tr", height, _cell(width, content)))
    return made


def _keep_together(table: Element, *, short: bool) -> None:
    """Bind each row of a short table to the next one, and with them a title that precedes.

    Of a long one, the first two rows only: bound as a whole it would leave its title alone on a
    page, and bound by one it would leave one row there.
    """
    for row in table.tr_lst[:-1] if short else table.tr_lst[:2]:
        for properties in (p.get_or_add_pPr() for p in row.iter(f"{{{W}}}p")):
            if properties.find(f"{{{W}}}keepNext") is None:
                properties.insert_element_before(el("keepNext"), *_AFTER_KEEP_NEXT)


def grid(block: Grid, fill: Fill, width: int = TEXT_WIDTH) -> Element:
    """Make a table of labels and values."""
    widths = _widths([LABEL_SHARE, 100 - LABEL_SHARE], width)
    made = _start(block.summary, widths, first_row=False)
    for row in block.rows:
        label = _cell(widths[0], [plain("TeteDeColonne", row.label)], shade=True)
        value = _cell(widths[1], fill(row.value.blocks))
        kept = (el("trPr", el("cantSplit")),) if length(row) <= MAX_ROW_TOGETHER else ()
        made.append(el("tr", *kept, label, value))
    _keep_together(made, short=block.short)
    return made


def _widths(shares: Sequence[int], width: int) -> list[int]:
    total = sum(shares)
    return [width * share // total for share in shares]


def _start(summary: str, widths: Sequence[int], *, first_row: bool) -> Element:
    look = {"firstRow": int(first_row), "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
    properties = el(
        "tblPr",
        el("tblStyle", val=TABLE_STYLE),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblLook", val="04A0" if first_row else "0480", noHBand=1, noVBand=1, **look),
        el("tblCaption", val=summary),
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)))


def _row(
    row: Row,
    widths: Sequence[int],
    right: Sequence[bool],
    covered: dict[int, tuple[int, int]],
    fill: Fill,
) -> Element:
    made = el("tr")
    if length(row) <= MAX_ROW_TOGETHER:
        made.append(el("trPr", el("cantSplit")))
    cells = iter(row.cells)
    column = 0
    while column < len(widths):
        rows, span = covered.get(column, (0, 1))
        if rows:
            covered[column] = (rows - 1, span)
            made.append(_cell(_sum(widths, column, span), [el("p")], span=span, merge="continue"))
            column += span
            continue
        cell = next(cells)
        if cell.rowspan > 1:
            covered[column] = (cell.rowspan - 1, cell.colspan)
        content = [_aligned(p, right=right[column + cell.colspan - 1]) for p in fill(cell.blocks)]
        made.append(
            _cell(
                _sum(widths, column, cell.colspan),
                content,
                span=cell.colspan,
                merge="restart" if cell.rowspan > 1 else None,
                shade=row.total,
            )
        )
        column += cell.colspan
    return made


def _sum(widths: Sequence[int], start: int, count: int) -> int:
    return sum(widths[start : start + count])


def _cell(
    width: int,
    content: list[Element],
    *,
    span: int = 1,
    merge: str | None = None,
    shade: bool = False,
) -> Element:
    properties = el("tcPr", el("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(el("gridSpan", val=span))
    if merge:
        properties.append(el("vMerge", val=merge))
    if shade:
        properties.append(el("shd", val="clear", color="auto", fill=SHADE))
    return el("tc", properties, *(content or [plain("Cellule", "")]))


def _aligned(paragraph: Element, *, right: bool) -> Element:
    if right and paragraph.tag.endswith("}p"):
        paragraph.get_or_add_pPr().append(el("jc", val="right"))
    return paragraph
