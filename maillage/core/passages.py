"""Find words in a text whatever their accents and capitals, and show the passage they stand in."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_LIGATURES: Final = {
    "œ": "oe",
    "æ": "ae",
    "’": "'",
    "\u02bc": "'",
    "–": "-",
    "\u00a0": " ",
    "\u202f": " ",
}
_LATIN: Final = (
    *range(0x80, 0x250),
    *range(0x1E00, 0x1F00),
    0x2011,
    0x2019,
    0x02BC,
    0x2013,
    0x202F,
)
_MARKS: Final = range(0x300, 0x370)
_WIDTH: Final = 180  # signs of a passage
_MANY: Final = 30  # places looked at to choose the best passage
_WORDS: Final = 8
_LONGEST: Final = 120


def _plain_sign(sign: str) -> str:
    base = unicodedata.normalize("NFD", _LIGATURES.get(sign.casefold(), sign).casefold())
    return "".join(one for one in base if not unicodedata.combining(one))


_TABLE: Final = {code: _plain_sign(chr(code)) for code in _LATIN} | dict.fromkeys(_MARKS, "")


@dataclass(frozen=True, slots=True)
class Bout:
    """A piece of a text, which is one of the words looked for or not."""

    texte: str
    marque: bool


def plain(text: str) -> str:
    """Reduce a text, sign by sign, to what is compared."""
    return text.translate(_TABLE).lower()


def words(asked: str) -> tuple[str, ...]:
    """Return the words of a question, reduced; a mark of punctuation alone is not one."""
    found = plain(" ".join(asked.split())[:_LONGEST]).split()
    kept = [word for word in dict.fromkeys(found) if any(map(str.isalnum, word))]
    return tuple(kept[:_WORDS])


def holds(reduced: str, asked: tuple[str, ...]) -> bool:
    """Say whether a reduced text holds every word, each at the beginning of a word of its own."""
    return all(next(_places(reduced, word), None) is not None for word in asked)


def marked(text: str, asked: tuple[str, ...]) -> tuple[Bout, ...]:
    """Cut a short text where the words stand."""
    return _cut(text, 0, len(text), asked)


def passage(text: str, asked: tuple[str, ...]) -> tuple[Bout, ...]:
    """Return the part of a text where most of the words stand together, cut where they stand."""
    reduced = plain(text)
    places = [
        (place, word)
        for word in asked
        for place, _ in zip(_places(reduced, word), range(_MANY), strict=False)
    ]
    best, _ = max(places, key=lambda found: _together(places, found[0]), default=(0, ""))
    middle = _origin(text, best) if len(reduced) != len(text) else best
    start, end = _whole_words(text, max(0, middle - _WIDTH // 4), middle + _WIDTH)
    pieces = _cut(text, start, end, asked)
    before = (Bout("… ", False),) if start else ()
    after = (Bout(" …", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _together(places: list[tuple[int, str]], start: int) -> tuple[int, int]:
    """Count the words that stand within a passage from there; of two alike, the first one."""
    return len({word for place, word in places if start <= place < start + _WIDTH}), -start


def _places(reduced: str, word: str) -> Iterator[int]:
    """Yield where a word begins like this one."""
    place = reduced.find(word)
    while place >= 0:
        if place == 0 or not reduced[place - 1].isalnum():
            yield place
        place = reduced.find(word, place + 1)


def _origin(text: str, place: int) -> int:
    """Return the place in the text of a place in the reduced one, which may be longer or shorter."""
    return bisect_right(list(accumulate(len(plain(sign)) for sign in text)), place)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the two ends to the nearest blank inside, when there is one."""
    if start:
        blank = text.find(" ", start, start + _WIDTH // 4)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", start, end)
        return start, blank if blank > start else end
    return start, len(text)


def _cut(text: str, start: int, end: int, asked: tuple[str, ...]) -> tuple[Bout, ...]:
    part = " ".join(text[start:end].split())
    inside = _inside(part, asked)
    pieces: list[Bout] = []
    for sign, mark in zip(part, inside, strict=True):
        if pieces and pieces[-1].marque is mark:
            pieces[-1] = Bout(pieces[-1].texte + sign, mark)
        else:
            pieces.append(Bout(sign, mark))
    return tuple(pieces)


def _inside(part: str, asked: tuple[str, ...]) -> list[bool]:
    """Say of each sign whether it is of a word looked for."""
    origin = [rank for rank, sign in enumerate(part) for _ in plain(sign)]
    reduced, found = plain(part), [False] * len(part)
    for word in asked:
        for place in _places(reduced, word):
            last = origin[place + len(word) - 1]
            for rank in range(origin[place], last + 1):  # with the accents written apart
                found[rank] = True
    return found
