"""Read produced documents back as text, and compare texts the way a clerk reads them."""

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document as WordDocument
from lxml import etree
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def normal(text: str) -> str:
    """Return a text without case, accents, punctuation and spaces that differ."""
    flat = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    flat = "".join(c for c in flat if not unicodedata.combining(c) and c not in "\u00ad\u200b")
    return " ".join(re.findall(r"\w+", flat.casefold()))


def docx_text(data: bytes) -> str:
    """Return the text of a DOCX, header, body and footer, in the order of the file."""
    with ZipFile(BytesIO(data)) as archive:
        names = ["word/header1.xml", "word/document.xml", "word/footer1.xml"]
        roots = [etree.fromstring(archive.read(name)) for name in names]
    lines = []
    for root in roots:
        for paragraph in root.iter(f"{W}p"):
            nodes = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            lines.append("".join(n.text or "" if n.tag == f"{W}t" else "\n" for n in nodes))
    return "\n".join(lines)


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.pieces.append("\n" if tag not in ("em", "strong", "span") else "")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("\n" if tag not in ("em", "strong", "span") else "")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def html_read(fragment: str) -> _Text:
    parser = _Text()
    parser.feed(fragment)
    return parser


def html_text(fragment: str) -> str:
    return "".join(html_read(fragment).pieces)


def word(data: bytes) -> Any:
    return WordDocument(BytesIO(data))
