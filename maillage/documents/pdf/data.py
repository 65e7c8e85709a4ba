"""The tree as plain data, which the template reads; no text of ours or of users is ever source."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from maillage.documents.tree import (
    MAX_LEVEL_LISTED,
    MAX_ROW_TOGETHER,
    Cell,
    Document,
    Figure,
    Grid,
    Table,
    length,
)
from maillage.documents.typographie import keep_together

ZERO_WIDTH_SPACE = "\u200b"
MAX_WORD = 80  # characters that a line of text holds
MAX_WORD_IN_TABLE = 22


def of_document(document: Document) -> dict[str, Any]:
    """Return a document as dictionaries, lists, texts, numbers and booleans."""
    data: dict[str, Any] = _of(document)
    return data | {"depth": MAX_LEVEL_LISTED}


def with_characters(data: object, replaced: Mapping[str, str]) -> Any:
    """Return the same data with some characters replaced in every text."""
    if isinstance(data, str):
        for character, other in replaced.items():
            data = data.replace(character, other)
        return data
    if isinstance(data, list):
        return [with_characters(item, replaced) for item in data]
    if isinstance(data, dict):
        return {key: with_characters(item, replaced) for key, item in data.items()}
    return data


def _of(value: Any, longest: int = MAX_WORD) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _breakable(keep_together(str(value)), longest)
    if isinstance(value, tuple):
        return [_of(item, longest) for item in value]
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    kind = type(value)
    within = MAX_WORD_IN_TABLE if kind is Table else longest
    names = [part.name for part in fields(value) if (kind, part.name) != (Cell, "value")]
    data = {name: _of(getattr(value, name), within) for name in names}
    if kind is Figure:
        data["svg"] = value.svg  # a picture, not words to cut
    data["kind"] = kind.__name__.lower()
    if kind is Cell:
        data["long"] = length(value) > MAX_ROW_TOGETHER
    if kind in (Grid, Table):
        data["short"] = value.short
    return data


def _breakable(text: str, longest: int) -> str:
    """Let the engine cut a word that no line could hold; it cuts nowhere else by itself."""
    if len(text) <= longest:
        return text
    return re.sub(rf"[^\s/-]{{{longest}}}(?=[^\s/-])", rf"\g<0>{ZERO_WIDTH_SPACE}", text)
