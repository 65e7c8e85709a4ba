"""Write a document tree as DOCX; the same tree gives the same bytes."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.api import Document as WordDocument
from docx.document import Document as Docx

from maillage.documents.docx import contents, pages
from maillage.documents.docx.blocks import Body
from maillage.documents.docx.lists import Lists
from maillage.documents.docx.pages import Running
from maillage.documents.docx.styles import model
from maillage.documents.docx.xml import Element, plain
from maillage.documents.tree import Document

_FIRST_INSTANT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say


def write(document: Document) -> bytes:
    """Return the DOCX."""
    docx = WordDocument(BytesIO(model()))
    body = docx.element.body
    last = body[-1]
    for element in _drawn(docx, document, last):
        last.addprevious(element)
    body.remove(last)
    _properties(docx, document)
    out = BytesIO()
    docx.save(out)
    return _timeless(out)


def _drawn(docx: Docx, document: Document, model_section: Element) -> list[Element]:
    """Draw every section; the last one's properties end the body."""
    drawer = Body(Lists(docx.part.numbering_part.element), docx.part, listed=document.contents)
    running = Running(docx, document)
    every: list[Element] = []
    lying = document.landscape
    first = True
    for number, (page, blocks) in enumerate(document.sections()):
        drawer.width = pages.text_width(landscape=page.landscape)
        drawn = drawer.draw(blocks)
        if number and (page.landscape != lying or not pages.break_before(drawn)):
            ended = _section(running, model_section, landscape=lying, first_without=first)
            pages.end_section(every, ended)
            first = False
        if number == 0:
            every += _opening(document)
            if document.contents or document.cover:
                pages.on_a_new_page(drawn)
        every += drawn
        lying = page.landscape
    every.append(_section(running, model_section, landscape=lying, first_without=first))
    return every


def _opening(document: Document) -> list[Element]:
    summary = contents.contents(document) if document.contents else []
    if document.cover:
        return [*contents.cover(document, document.cover), *summary]
    subtitle = plain("Subtitle", f"{document.header} – {document.on_text}")
    return [plain("Title", document.title), subtitle, *summary]


def _section(
    running: Running, model_section: Element, *, landscape: bool, first_without: bool
) -> Element:
    properties = pages.section(model_section, landscape=landscape)
    without = first_without and running.document.cover is not None
    running.bind(properties, landscape=landscape, first_without=without)
    return properties


def _properties(docx: Docx, document: Document) -> None:
    at = datetime.combine(document.on, time())
    properties = docx.core_properties
    properties.title = document.title[:255]
    properties.subject = document.subject[:255]
    properties.author = properties.last_modified_by = document.author[:255]
    properties.language = "fr-FR"
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = at
    properties.revision = 1


def _timeless(packed: BytesIO) -> bytes:
    out = BytesIO()
    with ZipFile(packed) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=_FIRST_INSTANT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
