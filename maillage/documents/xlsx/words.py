"""The words of a block, for the cells of a spreadsheet: text only, never a formula."""

import re
from collections.abc import Iterable

from maillage.documents.tree import (
    Blank,
    Block,
    Checkboxes,
    Figure,
    Grid,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Remark,
    Signature,
    Table,
    Wording,
)

MAX_CELL = 16_000  # characters; the format stops at 32 767 UTF-16 units, and drops what follows
MAX_LINES = 250  # line ends in a cell; the format stops at 253

_TICKED, _EMPTY = "\u2612", "\u2610"
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Write « _x0041_ » so that a spreadsheet shows it, and not the letter of this code."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text)


def pieces(text: str) -> list[str]:
    """Cut a text that no cell could hold; every character is kept."""
    found: list[str] = []
    lines = text.split("\n")
    for start in range(0, len(lines), MAX_LINES):
        part = "\n".join(lines[start : start + MAX_LINES])
        found += [part[at : at + MAX_CELL] for at in range(0, len(part), MAX_CELL)] or [""]
    return found


def of_blocks(blocks: Iterable[Block]) -> str:
    """Return what these blocks say, a line for each."""
    return "\n".join(filter(None, (of_block(block) for block in blocks)))


def of_block(block: Block) -> str:
    """Return what a block says."""
    match block:
        case Heading():
            return f"{block.number} {block.text}".strip()
        case Paragraph() | Remark():
            return inline(block.runs)
        case Wording():
            return block.text
        case Blank():
            return block.what
        case Figure():
            return block.alt if block.svg else block.placeholder
        case _:
            return "\n".join(_lines(block))


def inline(runs: Inline) -> str:
    """Return the words of a paragraph."""
    return "".join(run.text for run in runs)


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Listing():
            for rank, item in enumerate(block.items):
                mark = "•" if block.first is None else f"{block.first + rank}."
                yield f"{mark} {of_blocks(item.blocks)}"
        case Checkboxes():
            for option in block.options:
                yield f"{_TICKED if option.checked else _EMPTY} {option.label}"
        case Grid():
            for line in block.rows:
                yield f"{line.label}\u00a0: {of_blocks(line.value.blocks)}"
        case Table():
            for row in block.rows:
                yield " | ".join(of_blocks(cell.blocks) for cell in row.cells)
        case Signature():
            yield from filter(None, (block.label, block.name, block.capacity))
