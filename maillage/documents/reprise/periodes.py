"""Dates and periods as people write them in French."""

import re
import unicodedata
from datetime import date

from maillage.core.facts import PartialDate
from maillage.documents.typographie import MONTHS

Periode = tuple[PartialDate | None, PartialDate | None]

_SHORT = ("janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
_YEAR = r"(?:19|20)\d{2}"
_ISO = re.compile(rf"({_YEAR})-(\d{{1,2}})(?:-(\d{{1,2}}))?")
_FIGURES = re.compile(rf"(?:(\d{{1,2}})\s*[/.\-]\s*)?(\d{{1,2}})\s*[/.\-]\s*({_YEAR}|\d{{2}})")
_WORDS = re.compile(rf"(?:(?:le )?(\d{{1,2}})(?:er)? )?([a-z]+)\.?(?: ({_YEAR}))?")
_QUARTER = re.compile(
    rf"(?:t([1-4])|([1-4])(?:er|e|eme|nd)? ?trim(?:estre)?)(?: (?:de )?({_YEAR}))?"
)
_HALF = re.compile(rf"(?:s([12])|([12])(?:er|e|eme|nd)? ?sem(?:estre)?)(?: (?:de )?({_YEAR}))?")
_BETWEEN = (
    re.compile(r"(?:du|de|d|des|entre)? ?(.+?) (?:au|a|et|jusqu a|jusqu au) (.+)"),
    re.compile(r"(.+?) ?(?:->|→|[–—-]) ?(.+)"),
)
_FROM = re.compile(r"(?:a partir (?:du|de|d)|des|depuis(?: le)?) ?(.+)")
_UNTIL = re.compile(r"(?:jusqu (?:au|a)|avant(?: le)?|d ici(?: a| au)?) (.+)")


def lire_date(texte: str) -> PartialDate | None:
    """Read « 3 septembre 2026 », « 09/2026 », « 2026 »; None when it is none of these."""
    return _date(_plain(texte), None)


def lire_jour(texte: str) -> date | None:
    """Read a date of which the day is given."""
    found = lire_date(texte)
    return found.first_day() if found and found.day else None


def lire_periode(texte: str) -> Periode | None:
    """Read a period as (beginning, end); None when the text is not one."""
    text = _plain(texte)
    if found := _FROM.fullmatch(text):
        start = _date(found[1], None)
        return (start, None) if start else None
    if found := _UNTIL.fullmatch(text):
        end = _date(found[1], None)
        return (None, end) if end else None
    if whole := _span(text, None):
        return whole
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(text):
            between = _between(found[1], found[2])
            if between:
                return between
    return None


def _between(first: str, last: str) -> Periode | None:
    end = _span(last, None)
    if end is None or end[1] is None:
        return None
    start = _span(first, end[1].year)
    if start is None and first.isdigit() and end[1].month and len(first) < 3:
        start = _span(f"{first}/{end[1].month}/{end[1].year}", None)  # « du 4 au 26 février 2027 »
    return None if start is None else (start[0], end[1])


def _span(text: str, year: int | None) -> Periode | None:
    """Read one date, a quarter or a half-year, as its first and last moments."""
    if one := _date(text, year):
        return one, one
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        found = pattern.fullmatch(text)
        if not found or not (found[3] or year):
            continue
        rank = int(found[1] or found[2])
        of = int(found[3]) if found[3] else year or 0
        return PartialDate(of, months * (rank - 1) + 1), PartialDate(of, months * rank)
    return None


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = re.sub(r"[’'`(),;]", " ", flat).replace("\u2013", "-").replace("\u2014", "-")
    return " ".join(flat.split()).strip(" .:")


def _date(text: str, year: int | None) -> PartialDate | None:
    try:
        return _figures(text) or _words(text, year)
    except ValueError:  # a 31 February
        return None


def _figures(text: str) -> PartialDate | None:
    if re.fullmatch(_YEAR, text):
        return PartialDate(int(text))
    if found := _ISO.fullmatch(text):
        return PartialDate(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _FIGURES.fullmatch(text):
        if found[1] is None and len(found[3]) == 2:
            return None  # « 03/26 » may be a day and a month
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return PartialDate(year, int(found[2]), int(found[1]) if found[1] else None)
    return None


def _words(text: str, year: int | None) -> PartialDate | None:
    found = _WORDS.fullmatch(re.sub(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi) ", "", text))
    if not found or not (found[3] or year):
        return None
    month = _month(found[2])
    if month is None:
        return None
    return PartialDate(int(found[3] or year or 0), month, int(found[1]) if found[1] else None)


def _month(word: str) -> int | None:
    for rank, (name, short) in enumerate(zip(MONTHS, _SHORT, strict=True), start=1):
        if word in (_plain(name), short) or (
            word.startswith(short) and _plain(name).startswith(word)
        ):
            return rank
    return None
