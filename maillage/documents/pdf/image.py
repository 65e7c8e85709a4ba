"""A map as pixels, for the programs that read no SVG: the same letters, the same bytes each time."""

from functools import cache
from pathlib import Path
from typing import Final

import typst

from maillage.documents.pdf.writer import fonts

RESOLUTION: Final = 180  # points per inch: sharp on paper, light to send
_PAGE: Final = Path(__file__).with_name("carte.typ")


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_PAGE), root=str(_PAGE.parent), font_paths=fonts())


def png(svg: str) -> bytes:
    """Return a picture of ours as PNG."""
    made = _compiler().compile(format="png", ppi=RESOLUTION, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)  # noqa: S101 -- one page is one file
    return made
