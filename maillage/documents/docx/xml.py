"""The few elements of WordprocessingML that we write, made directly: cell access is too slow."""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml

from maillage.documents.tree import Run, Tone
from maillage.documents.typographie import keep_together

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
AIR = 100  # after a list, or below a table; twentieths of a point
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

CHARACTER_STYLES = {
    Tone.UNCERTAIN: "ParticipationIncertaine",
    Tone.MISSING: "ACompleter",
    Tone.DISCREET: "Discret",
}

Element = Any  # lxml elements carry python-docx's own classes


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Make a `w:` element; attributes are `w:` too."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def fragment(markup: str) -> Element:
    """Parse markup of ours, never of users."""
    return parse_xml(markup.replace(">", f' {nsdecls("w")} xmlns:w14="{W14}">', 1))


def run(text: str, properties: Element | None = None) -> Element:
    """Make a run; line feeds become line breaks, tabs become tabs."""
    made = el("r")
    if properties is not None:
        made.append(properties)
    for number, line in enumerate(keep_together(text).split("\n")):
        if number:
            made.append(el("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(el("tab"))
            if piece:
                made.append(_text(piece))
    return made


def _text(piece: str) -> Element:
    element = el("t")
    element.text = piece
    if piece != piece.strip() or "  " in piece:
        element.set(_SPACE, "preserve")
    return element


def styled(item: Run) -> Element:
    """Make the run of a tree."""
    style = CHARACTER_STYLES.get(item.tone)
    properties = el("rPr")
    if style:
        properties.append(el("rStyle", val=style))
    if item.bold:
        properties.append(el("b"))
    if item.italic:
        properties.append(el("i"))
    return run(item.text, properties if len(properties) else None)


def paragraph(
    style: str | None, runs: Iterable[Element], *, numbered: tuple[int, int] | None = None
) -> Element:
    """Make a paragraph of a style; `numbered` is a list and a depth."""
    made = el("p")
    properties = el("pPr")
    if style:
        properties.append(el("pStyle", val=style))
    if numbered:
        list_id, depth = numbered
        properties.append(el("numPr", el("ilvl", val=depth), el("numId", val=list_id)))
    if len(properties):
        made.append(properties)
    made.extend(runs)
    return made


def apart(last: Element) -> None:
    """Leave after a list the space that follows a paragraph."""
    _air(last, "after")


def below_table(first: Element) -> None:
    """Leave below a table the space that a plain paragraph has above none."""
    if first.find(f"{{{W}}}pPr/{{{W}}}pStyle") is None:
        _air(first, "before")


def _air(element: Element, side: str) -> None:
    properties = element.get_or_add_pPr()
    spacing = properties.find(f"{{{W}}}spacing")
    if spacing is None:
        spacing = el("spacing")
        properties.insert_element_before(spacing, "w:ind", "w:jc", "w:sectPr")
    spacing.set(f"{{{W}}}{side}", str(AIR))


def plain(style: str | None, text: str) -> Element:
    """Make a paragraph of one run."""
    return paragraph(style, (run(text),))


def checkbox(identifier: int, label: str, *, checked: bool) -> Element:
    """Make a box that Word ticks, as a content control."""
    glyph = "☒" if checked else "☐"
    box = fragment(
        f"<w:sdt><w:sdtPr><w:alias/><w:id w:val='{identifier}'/><w14:checkbox>"
        f"<w14:checked w14:val='{int(checked)}'/>"
        "<w14:checkedState w14:val='2612' w14:font='MS Gothic'/>"
        "<w14:uncheckedState w14:val='2610' w14:font='MS Gothic'/></w14:checkbox></w:sdtPr>"
        "<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii='MS Gothic' w:eastAsia='MS Gothic'"
        f" w:hAnsi='MS Gothic' w:hint='eastAsia'/></w:rPr><w:t>{glyph}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    box.find(f".//{{{W}}}alias").set(f"{{{W}}}val", label[:64])
    return box


def field(instruction: str) -> tuple[Element, ...]:
    """Make a field such as the page number."""
    begin, separate, end = field_parts(instruction)
    return (*begin, separate, el("r", _text("1")), end)


def field_parts(instruction: str) -> tuple[tuple[Element, Element], Element, Element]:
    """Make what surrounds the result of a field: before it, just before it, after it."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    return (
        (el("r", el("fldChar", fldCharType="begin")), el("r", code)),
        el("r", el("fldChar", fldCharType="separate")),
        el("r", el("fldChar", fldCharType="end")),
    )
