"""Write the tables of a document as a spreadsheet; the same tree gives the same bytes."""

import re
from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from maillage.documents.archive import pack
from maillage.documents.tree import Document
from maillage.documents.xlsx.drawing import Drawing
from maillage.documents.xlsx.sheets import Sheet, sheets

_A4 = 9
_WIDEST_UPRIGHT = 95  # characters: a wider table is printed on pages wider than high
_TEXT_IN_DIGITS = (
    '<ignoredErrors><ignoredError sqref="A1:XFD{last}" numberStoredAsText="1"/></ignoredErrors>'
)


def write(document: Document) -> bytes:
    """Return the XLSX, a sheet for each table of the document."""
    book = Workbook()
    book.remove(book.worksheets[0])
    drawings = [
        _sheet(book.create_sheet(sheet.name), sheet, document) for sheet in sheets(document)
    ]
    _properties(book, document)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return _finished(packed, drawings)


def _sheet(page: Worksheet, sheet: Sheet, document: Document) -> Drawing:
    drawing = Drawing(page, sheet)
    drawing.draw(document.title, f"{document.header} – {document.on_text}")
    head = drawing.head
    if head:
        page.freeze_panes = f"A{head + 1}"
        page.print_title_rows = f"{head}:{head}"
    page.sheet_view.showGridLines = False
    page.page_setup.paperSize = _A4
    dense = sheet.table is not None and sheet.table.dense  # a printed form that fills a page
    tall = dense and not document.landscape
    wide = sum(drawing.widths) > _WIDEST_UPRIGHT and not tall
    page.page_setup.orientation = "landscape" if wide else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = 0.5  # inches
    margins.top, margins.bottom = 0.6, 0.7
    page.oddFooter.left.text = document.footer.replace("&", "&&")[:120]
    page.oddFooter.right.text = "&P / &N"
    return drawing


def _properties(book: Workbook, document: Document) -> None:
    at = datetime.combine(document.on, time())
    properties = book.properties
    properties.title = document.title[:255]
    properties.subject = document.subject[:255]
    properties.creator = properties.lastModifiedBy = document.author[:255]
    properties.language = "fr-FR"
    properties.created = properties.modified = at


def _finished(packed: BytesIO, drawings: list[Drawing]) -> bytes:
    """Add what the library cannot write: results of formulas, codes that are not bad numbers."""
    with ZipFile(packed) as source:
        files = {name: source.read(name) for name in source.namelist()}
    for rank, drawing in enumerate(drawings, start=1):
        name = f"xl/worksheets/sheet{rank}.xml"
        xml = files[name].decode()
        for place, result in drawing.results.items():
            formula = re.compile(rf'(<c r="{place}"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')
            xml = formula.sub(rf"\g<1><v>{result}</v>", xml)
        codes = _TEXT_IN_DIGITS.format(last=drawing.last)
        files[name] = xml.replace("</worksheet>", f"{codes}</worksheet>").encode()
    return pack(files)
