"""Numbered lists that each start where they must."""

from typing import Any

from maillage.documents.docx.styles import BULLETS, NUMBERS
from maillage.documents.docx.xml import el


class Lists:
    """Gives each list of a document its number in the numbering part."""

    def __init__(self, numbering: Any) -> None:
        self.numbering = numbering
        self.last = 1000

    def number(self, first: int | None, depth: int) -> int:
        """Return the number of a list: bullets share one, each numbered list has its own."""
        if first is None:
            return BULLETS
        self.last += 1
        override = el("lvlOverride", el("startOverride", val=first), ilvl=depth)
        self.numbering.append(
            el("num", el("abstractNumId", val=NUMBERS), override, numId=self.last)
        )
        return self.last
