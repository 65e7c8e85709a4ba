"""The cover, and a table of contents that opens already filled."""

from docx.oxml.ns import qn

from maillage.documents.docx.xml import Element, el, field_parts, paragraph, plain, run
from maillage.documents.tree import Cover, Document, Heading

SOMMAIRE = "Sommaire"
_INSTRUCTION = 'TOC \\o "1-2" \\h \\z \\u'


def bookmark(number: int) -> str:
    """Return the name of the place of an entry."""
    return f"_Toc{number:06d}"


def marked(heading: Element, number: int) -> Element:
    """Put a bookmark around the text of a heading."""
    start = el("bookmarkStart", id=number, name=bookmark(number))
    runs = heading.findall(qn("w:r"))
    runs[0].addprevious(start)
    runs[-1].addnext(el("bookmarkEnd", id=number))
    return heading


def cover(document: Document, lines: Cover) -> list[Element]:
    """Make the first page: title, name, then what else identifies the document."""
    title = plain("Title", document.title)
    title.get_or_add_pPr().append(el("spacing", before=4200, after=0))
    made = [title, plain("Subtitle", document.header)]
    for label, value in lines.lines:
        made += [plain("CouvertureIntitule", label), plain("CouvertureValeur", value)]
    return made


def contents(document: Document) -> list[Element]:
    """Make the table of contents: a real field, its entries written, each leading to its place.

    Word and LibreOffice add the page numbers when the reader updates the field: no one else knows
    where their pages end, and a file that asks a question when it opens is a file one doubts.
    """
    begin, separate, end = field_parts(_INSTRUCTION)
    entries = [_entry(number, one) for number, one in enumerate(document.entries(), start=1)]
    if not entries:
        return []
    for place, element in enumerate((*begin, separate)):
        entries[0].insert(place + 1, element)  # after its properties
    entries[-1].append(end)
    title = plain("TitreSommaire", SOMMAIRE)
    title.get_or_add_pPr().append(el("pageBreakBefore"))
    return [title, *entries]


def _entry(number: int, heading: Heading) -> Element:
    text = f"{heading.number} {heading.text}" if heading.number else heading.text
    link = el("hyperlink", run(text), anchor=bookmark(number), history=1)
    return paragraph(f"TOC{heading.level}", (link,))
