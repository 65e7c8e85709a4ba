"""Sections: which way their pages lie, and the header and footer that each repeats."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn

from maillage.documents.docx.styles import TEXT_WIDTH
from maillage.documents.docx.xml import Element, el, field, paragraph, run
from maillage.documents.tree import Document

LONG_SIDE, SHORT_SIDE, MARGIN = 16838, 11906, 1134  # A4 and its side margins, in twips
LANDSCAPE_WIDTH = LONG_SIDE - 2 * MARGIN


def text_width(*, landscape: bool) -> int:
    """Return the width between the margins."""
    return LANDSCAPE_WIDTH if landscape else TEXT_WIDTH


def section(model: Element, *, landscape: bool) -> Element:
    """Return the properties of a section, from those of the model."""
    made = deepcopy(model)
    size = made.find(qn("w:pgSz"))
    width, height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    for name, value in (("w", width), ("h", height)):
        size.set(qn(f"w:{name}"), str(value))
    if landscape:
        size.set(qn("w:orient"), "landscape")
    return made


def end_section(drawn: list[Element], properties: Element) -> None:
    """End a section after what is drawn: its properties go into the last paragraph."""
    last = drawn[-1] if drawn else None
    if last is None or last.tag != qn("w:p"):
        last = paragraph("FinDeSection", ())
        drawn.append(last)
    last.get_or_add_pPr().append(properties)


def break_before(drawn: Sequence[Element]) -> bool:
    """Begin a new page before the first paragraph; say whether there was one to do so."""
    first = drawn[0] if drawn else None
    if first is None or first.tag != qn("w:p"):
        return False
    properties = first.get_or_add_pPr()
    if properties.find(qn("w:pageBreakBefore")) is None:
        properties.insert_element_before(
            el("pageBreakBefore"),
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:sectPr",
        )
    return True


def on_a_new_page(drawn: list[Element]) -> None:
    """Begin a new page before what is drawn, be it a table."""
    if drawn and not break_before(drawn):
        drawn.insert(0, paragraph("FinDeSection", ()))
        break_before(drawn)


class Running:
    """The headers and footers of a document: one pair for each way that its pages lie."""

    def __init__(self, docx: Docx, document: Document) -> None:
        self.docx, self.document = docx, document
        self.made: dict[bool, tuple[str, str]] = {}

    def bind(self, properties: Element, *, landscape: bool, first_without: bool) -> None:
        """Bind a section to its header and footer; `first_without`: none on its first page."""
        if landscape not in self.made:
            self.made[landscape] = self._make(text_width(landscape=landscape))
        header, footer = self.made[landscape]
        properties.insert(0, el("footerReference", type="default"))
        properties[0].set(qn("r:id"), footer)
        properties.insert(0, el("headerReference", type="default"))
        properties[0].set(qn("r:id"), header)
        if first_without:
            properties.insert_element_before(el("titlePg"), "w:textDirection", "w:docGrid")

    def _make(self, width: int) -> tuple[str, str]:
        document = self.document
        number = (*field("PAGE"), run(" / "), *field("NUMPAGES"))
        part: Any = self.docx.part  # python-docx says no types here
        header, header_id = part.add_header_part()
        footer, footer_id = part.add_footer_part()
        _only(header.element, (run(f"{document.header}\t{document.on_text}"),), "Header", width)
        _only(footer.element, (run(f"{document.footer}\t"), *number), "Footer", width)
        return header_id, footer_id


def _only(element: Element, runs: Sequence[Element], style: str, width: int) -> None:
    for child in list(element):
        element.remove(child)
    made = paragraph(style, runs)
    if width != TEXT_WIDTH:
        tabs = el("tabs", el("tab", val="clear", pos=TEXT_WIDTH), el("tab", val="right", pos=width))
        made.get_or_add_pPr().append(tabs)
    element.append(made)
