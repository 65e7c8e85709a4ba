"""A map in a Word file: its pixels, what it shows said in words, and where it comes from."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from docx.parts.story import StoryPart
from docx.shared import Cm, Length

from maillage.documents.docx.xml import Element, el, paragraph, plain
from maillage.documents.pdf.image import png
from maillage.documents.tree import Figure

WIDEST: Final = Cm(16)
HIGHEST: Final = Cm(12)


def picture(part: StoryPart, figure: Figure) -> Iterator[Element]:
    """Return the paragraphs of a drawn figure."""
    wide, high = _size(figure)
    inline = part.new_pic_inline(BytesIO(png(figure.svg)), width=wide, height=high)
    inline.docPr.set("descr", figure.alt)
    made = paragraph(None, (el("r", el("drawing", inline)),))
    properties = made.get_or_add_pPr()
    properties.append(el("keepNext"))
    properties.append(el("jc", val="center"))
    yield made
    yield plain("Remarque", figure.caption)


def _size(figure: Figure) -> tuple[Length, Length]:
    """Fit the picture in the page, without changing its shape."""
    scale = min(WIDEST * figure.share / 100 / figure.wide, HIGHEST / figure.high)
    return Length(round(figure.wide * scale)), Length(round(figure.high * scale))
