"""Have Typst draw a document as PDF/UA-1, with the fonts we ship and no other."""

import json
import re
import threading
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from maillage.documents.pdf.data import of_document, with_characters
from maillage.documents.tree import Document

NO_GLYPH = "□"
ATTEMPTS = 40

_TEMPLATE = Path(__file__).with_name("document.typ")
_FONTS = files("ttf_opensans") / "ttf"  # Open Sans; Typst brings fonts for other scripts
_UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_BLANK = Path(__file__).with_name("vide.typ")
_LONG = 600_000  # characters of data: a thousand members, never an ordinary document
_ROUNDS = 11  # Typst keeps what ten compilations used
_ALONE = threading.Lock()  # one compiler, which serves one document at a time


class NotDrawn(Exception):
    """The PDF engine refused a document."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that every drawing of ours uses."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)]
    )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=fonts())


@cache
def _blank() -> typst.Compiler:
    return typst.Compiler(str(_BLANK), root=str(_BLANK.parent))


def write(document: Document) -> bytes:
    """Return the PDF; a character that no font has is shown as « □ »."""
    data = of_document(document)
    at = datetime(document.on.year, document.on.month, document.on.day, tzinfo=UTC)
    for _ in range(ATTEMPTS):
        try:
            return _compile(data, at)
        except typst.TypstError as error:
            undrawn = _undrawn(error)
            if not undrawn:
                raise NotDrawn(str(error)) from error
            data = with_characters(data, dict.fromkeys(undrawn, NO_GLYPH))
    raise NotDrawn("trop de caractères sans dessin")


def _compile(data: dict[str, Any], at: datetime) -> bytes:
    source = json.dumps(data)
    with _ALONE:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"data": source},
            pdf_standards=["ua-1"],
            timestamp=at,
        )
        if len(source) > _LONG:
            for _ in range(_ROUNDS):
                _blank().compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 -- a PDF is one file
    return made


def _undrawn(error: typst.TypstError) -> set[str]:
    """Return the characters that the engine found no font for."""
    found = (_ESCAPE.sub(_character, text) for text in _UNDRAWN.findall(error.diagnostic))
    return {character for text in found for character in text if character != NO_GLYPH}


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped.group(1), 16))
