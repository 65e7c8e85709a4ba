"""Write a document tree as DOCX; the same tree gives the same bytes."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.api import Document as WordDocument
from docx.document import Document as Docx

from maillage.documents.docx.blocks import Body
from maillage.documents.docx.lists import Lists
from maillage.documents.docx.styles import model
from maillage.documents.docx.xml import field, paragraph, plain, run
from maillage.documents.tree import Document

_FIRST_INSTANT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say


def write(document: Document) -> bytes:
    """Return the DOCX."""
    docx = WordDocument(BytesIO(model()))
    body = docx.element.body
    section = body[-1]
    drawer = Body(Lists(docx.part.numbering_part.element))
    subtitle = plain("Subtitle", f"{document.header} – {document.on_text}")
    title = (plain("Title", document.title), subtitle)
    for element in (*title, *drawer.draw(document.blocks)):
        section.addprevious(element)
    _running(docx, document)
    _properties(docx, document)
    out = BytesIO()
    docx.save(out)
    return _timeless(out)


def _running(docx: Docx, document: Document) -> None:
    page = docx.sections[0]
    header, footer = page.header, page.footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    _only(header._element, (run(f"{document.header}\t{document.on_text}"),), "Header")  # noqa: SLF001 -- python-docx has no other way to its XML
    number = (*field("PAGE"), run(" / "), *field("NUMPAGES"))
    _only(footer._element, (run(f"{document.footer}\t"), *number), "Footer")  # noqa: SLF001 -- same


def _only(element: object, runs: tuple[object, ...], style: str) -> None:
    for child in list(element):  # type: ignore[call-overload]  # an lxml element
        element.remove(child)  # type: ignore[attr-defined]  # same
    element.append(paragraph(style, runs))  # type: ignore[attr-defined]  # same


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
