"""A document cut into sheets: a table each, with what is said above it and below it."""

import re
from dataclasses import dataclass, replace

from maillage.documents.tree import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Period,
    Row,
    Run,
    Table,
)
from maillage.documents.typographie import partial

MAX_NAME = 31  # characters, of the name of a sheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_STARTS, _ENDS = "Début", "Fin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name, its table if it has one, and the texts around."""

    name: str
    above: tuple[Block, ...] = ()
    table: Table | None = None
    below: tuple[Block, ...] = ()


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Return the sheets of a document, at least one; no block is left out."""
    found: list[Sheet] = []
    waiting: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            waiting.append(block)
            continue
        before, after = _around(waiting) if found else ([], waiting)
        found = _with_below(found, before)
        above = tuple(b for b in after if isinstance(b, Heading))
        below = tuple(b for b in after if not isinstance(b, Heading))
        name = above[-1].text if above else document.title
        found.append(Sheet(name=name, above=above, table=_with_days(block), below=below))
        waiting = []
    if not found:
        found = [Sheet(name=document.title)]
    found = _with_below(found, waiting)
    names = _names([sheet.name for sheet in found])
    return tuple(replace(sheet, name=name) for sheet, name in zip(found, names, strict=True))


def _around(waiting: list[Block]) -> tuple[list[Block], list[Block]]:
    """Part what follows a table from what comes with the next one, which begins by its heading."""
    at = next((i for i, block in enumerate(waiting) if isinstance(block, Heading)), len(waiting))
    return waiting[:at], waiting[at:]


def _with_below(found: list[Sheet], blocks: list[Block]) -> list[Sheet]:
    if not found or not blocks:
        return found
    return [*found[:-1], replace(found[-1], below=(*found[-1].below, *blocks))]


def _names(titles: list[str]) -> list[str]:
    """Return names that a spreadsheet accepts, each once whatever the case."""
    names: list[str] = []
    for title in titles:
        base = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(" '") or "Feuille"
        name, rank = base[:MAX_NAME].strip(" '"), 2
        while name.casefold() in (other.casefold() for other in names):
            end = f" ({rank})"
            name, rank = base[: MAX_NAME - len(end)].strip() + end, rank + 1
        names.append(name)
    return names


def _with_days(table: Table) -> Table:
    """Put, after a last column of periods, the days when they begin and end."""
    if not any(row.cells and isinstance(row.cells[-1].value, Period) for row in table.rows):
        return table
    days = (Column(_STARTS, 14), Column(_ENDS, 14))
    rows = tuple(_row_with_days(row) for row in table.rows)
    return replace(table, columns=(*table.columns, *days), rows=rows)


def _row_with_days(row: Row) -> Row:
    period = row.cells[-1].value if row.cells else None
    if not isinstance(period, Period):
        return replace(row, cells=(*row.cells, Cell(), Cell()))
    days = []
    for moment in (period.start, period.end):
        words = () if moment is None else (Paragraph((Run(partial(moment)),)),)
        exact = moment.first_day() if moment and moment.day else None
        days.append(Cell(words, value=exact))
    return replace(row, cells=(*row.cells, *days))
