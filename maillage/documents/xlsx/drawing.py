"""Draw one sheet: title, table, texts around; values stay values and texts stay texts."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl.cell.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from maillage.documents.tree import Cell, Inline, Paragraph, Row, Table, Tone
from maillage.documents.typographie import integer
from maillage.documents.xlsx.sheets import Sheet
from maillage.documents.xlsx.words import escaped, of_block, of_blocks, pieces

_NARROWEST, _WIDEST = 11, 46  # characters
_LINE, _HIGHEST = 15.0, 409.0  # points; no row may be higher
# In characters: narrower columns share what is left of a page; wider ones would print too small.
_NARROWEST_SHEET, _WIDEST_SHEET = 84, 170
_TEXT, _NUMBER, _CENTS, _DAY = "@", "#,##0", "#,##0.00", "dd/mm/yyyy"

_TITLE = Font(name="Calibri", size=15, bold=True, color="0A4A43")
_QUIET = Font(name="Calibri", size=10, color="5C6773")
_PLAIN, _BOLD = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
_COLOURS = {
    Tone.UNCERTAIN: Font(name="Calibri", size=11, color="B84E00"),
    Tone.MISSING: Font(name="Calibri", size=11, italic=True, color="5C6773"),
}
_SHADED = PatternFill("solid", fgColor="EDF3F1")
_TOTAL = PatternFill("solid", fgColor="F6F9F8")
_THIN = Side(style="thin", color="B8C6C2")
_LINE_AROUND = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(slots=True)
class Drawing:
    """A sheet being drawn; `results` holds what its formulas give."""

    page: Worksheet
    sheet: Sheet
    widths: list[int] = field(default_factory=list)
    head: int | None = None
    last: int = 0
    results: dict[str, str] = field(default_factory=dict)
    styles: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def draw(self, title: str, subtitle: str) -> None:
        """Draw the whole sheet from its first row."""
        table = self.sheet.table
        self.widths = _widths(table) if table else [90]
        for column, width in enumerate(self.widths, start=1):
            self.page.column_dimensions[get_column_letter(column)].width = width
        self._line(title, _TITLE)
        self._line(subtitle, _QUIET)
        for block in self.sheet.above:
            self._line(of_block(block), _BOLD)
        self.last += 1
        if table:
            self._table(table)
            self.last += 1
        for block in self.sheet.below:
            self._lines(of_block(block))

    def _lines(self, text: str) -> None:
        for line in filter(None, text.split("\n")):
            for piece in pieces(line):
                self._line(piece, _QUIET)

    def _line(self, text: str, font: Font) -> None:
        """Write a text across the sheet, in a row high enough for it."""
        self.last += 1
        place = self._write(self.last, 1, text)
        place.font = font
        place.alignment = Alignment(wrap_text=True, vertical="top")
        width = sum(self.widths)
        if len(self.widths) > 1:
            self.page.merge_cells(
                start_row=self.last, end_row=self.last, start_column=1, end_column=len(self.widths)
            )
        size = float(font.size or 11) / 11
        self.page.row_dimensions[self.last].height = min(
            _HIGHEST, _LINE * size * 1.05 * max(1, ceil(len(text) * size / width))
        )

    def _table(self, table: Table) -> None:
        self.last += 1
        self.head = self.last
        for column, heading in enumerate(table.columns, start=1):
            place = self._write(self.last, column, heading.head)
            place.font, place.fill, place.border = _BOLD, _SHADED, _LINE_AROUND
            side = "right" if heading.right else "left"
            place.alignment = Alignment(
                wrap_text=True, vertical="center", horizontal=side, indent=1
            )
        heads = zip((column.head for column in table.columns), self.widths, strict=True)
        self._high(self.last, max(_lines_of(head, width) for head, width in heads))
        first, open_until = self.last + 1, [0] * len(table.columns)
        for row in table.rows:
            self._row(table, row, open_until)
        ended = bool(table.rows) and table.rows[-1].total
        if _is_a_list(table) and self.last - ended > first:
            letter = get_column_letter(len(table.columns))
            self.page.auto_filter.ref = f"A{self.head}:{letter}{self.last - ended}"
        if ended:
            self._formulas(first)

    def _row(self, table: Table, row: Row, open_until: list[int]) -> None:
        """Write a row of the table; a text that no cell can hold goes on in the rows below."""
        self.last += 1
        top, cells = self.last, iter(row.cells)
        free = [column for column, end in enumerate(open_until) if end < top]
        while free:
            cell = next(cells, None)
            if cell is None:
                break
            column = free[0]
            for spanned in free[: cell.colspan]:
                open_until[spanned] = top + cell.rowspan - 1
            free = free[cell.colspan :]
            self._cell(table, row, cell, (top, column + 1))
        if self.last > top:  # what spans this row and the next ones spans the rows added too
            added = self.last - top
            open_until[:] = [end + added if end > top else end for end in open_until]
        self._heighten(top, row)

    def _cell(self, table: Table, row: Row, cell: Cell, at: tuple[int, int]) -> None:
        top, column = at
        parts = pieces(of_blocks(cell.blocks))
        place = self._write(top, column, parts[0], cell.value)
        for below, part in enumerate(parts[1:], start=1):
            self.last = max(self.last, top + below)
            self._dress(self._write(top + below, column, part), table, row, cell, column)
        self._dress(place, table, row, cell, column)
        if cell.rowspan > 1 or cell.colspan > 1:
            self.page.merge_cells(
                start_row=top,
                start_column=column,
                end_row=top + cell.rowspan - 1,
                end_column=column + cell.colspan - 1,
            )

    def _dress(self, place: Place, table: Table, row: Row, cell: Cell, column: int) -> None:
        """Give a cell its looks; a style is built once, for thousands of cells."""
        runs = _runs(cell)
        tones = {run.tone for run in runs}
        bold = row.total or (bool(runs) and all(run.bold for run in runs))
        font = next((_COLOURS[t] for t in _COLOURS if t in tones), _BOLD if bold else _PLAIN)
        right = table.columns[column - 1].right and not cell.header
        words = place.data_type == "s"
        shown = (place.number_format, bool(place.quotePrefix))
        looks = (id(font), row.total, right, words, *shown)
        if looks in self.styles:
            place._style = copy(self.styles[looks])  # noqa: SLF001 -- openpyxl has no other way to share a style
            return
        place.font, place.border = font, _LINE_AROUND
        if row.total:
            place.fill = _TOTAL
        place.alignment = Alignment(
            wrap_text=words, vertical="top", horizontal="right" if right else "left", indent=1
        )
        self.styles[looks] = copy(place._style)  # noqa: SLF001 -- same

    def _write(self, row: int, column: int, text: str, value: object = None) -> Place:
        """Write a value with its format, or a text that no spreadsheet will take for a formula."""
        place: Place = self.page.cell(row=row, column=column)
        form = _form(value, text)
        if form:
            place.value, place.number_format = value, form
        elif text:
            place.value = escaped(text)
            place.data_type = "s"
            place.number_format = _TEXT
            if text[0] in "=+-@\t":
                place.quotePrefix = True
        return place

    def _heighten(self, top: int, row: Row) -> None:
        """Make a row high enough for its longest text, for the readers that do not do it."""
        shown = zip(row.cells, self.widths[len(self.widths) - len(row.cells) :], strict=False)
        alone = [(cell, width) for cell, width in shown if cell.rowspan == cell.colspan == 1]
        self._high(top, max((_lines_of(of_blocks(c.blocks), w) for c, w in alone), default=1))

    def _high(self, row: int, lines: int) -> None:
        self.page.row_dimensions[row].height = min(_HIGHEST, _LINE * lines + 3)

    def _formulas(self, first: int) -> None:
        """Make a live sum of each total that is exactly the sum of the numbers above it."""
        for place in self.page[self.last]:
            value, letter = place.value, get_column_letter(place.column or 1)
            if isinstance(value, str | None) or self.last - first < 2:
                continue
            above = [
                self.page.cell(row=r, column=place.column).value for r in range(first, self.last)
            ]
            numbers = [n for n in above if isinstance(n, int | Decimal)]
            if sum(numbers, Decimal(0)) == value:
                self.results[f"{letter}{self.last}"] = str(value)
                place.value = f"=SUM({letter}{first}:{letter}{self.last - 1})"


def _is_a_list(table: Table) -> bool:
    """Is every row but the last total a record, so that it can be sorted and filtered?"""
    inside = any(row.total for row in table.rows[:-1])
    spans = any(cell.rowspan > 1 for row in table.rows for cell in row.cells)
    return not (inside or spans)


def _form(value: object, text: str) -> str | None:
    """Return how a value is shown, what its words add to the number included."""
    if isinstance(value, Decimal):
        digits = _CENTS if "," in text else _NUMBER
        return f'{digits}\\ "€"' if "€" in text else digits
    if isinstance(value, date):
        return _DAY
    if not isinstance(value, int):
        return None
    start = integer(value)
    if not text.startswith(start):
        return None
    more = text[len(start) :].replace('"', "")
    return f'{_NUMBER}"{more}"' if more else _NUMBER


def _runs(cell: Cell) -> Inline:
    return tuple(r for b in cell.blocks if isinstance(b, Paragraph) for r in b.runs)


def _lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; words do not always fill a line."""
    return sum(max(1, ceil((len(line) + 2) / width)) for line in text.split("\n"))


def _widths(table: Table) -> list[int]:
    """Return the width of each column, in characters: what it holds, as far as a page can."""
    count = len(table.columns)
    least = [max(_NARROWEST, *(len(word) + 4 for word in c.head.split())) for c in table.columns]
    asked = [max(width, len(c.head) // 3) for width, c in zip(least, table.columns, strict=True)]
    for row in table.rows:
        start = count - len(row.cells)
        for rank, cell in enumerate(row.cells, start=max(start, 0)):
            if cell.colspan == 1 and rank < count:
                longest = max(map(len, of_blocks(cell.blocks).split("\n")))
                asked[rank] = max(asked[rank], longest + 4)
    widest = _WIDEST
    widths = [min(widest, width) for width in asked]
    while sum(widths) > _WIDEST_SHEET and widest > _NARROWEST:
        widest -= 1
        widths = [max(min(widest, a), b) for a, b in zip(asked, least, strict=True)]
    missing = max(0, _NARROWEST_SHEET - sum(widths))
    return [width + missing // count for width in widths]
