"""French typography for what we print ourselves: spaces that do not break, numbers, dates, money."""

import re
from datetime import date
from decimal import Decimal

from maillage.core.facts import PartialDate
from maillage.core.statuts import nombres

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"

MONTHS = nombres.MOIS

_BEFORE_HIGH = re.compile(r" +(?=[;!?])")
_BEFORE_COLON = re.compile(r" +(?=:)")
_TELEPHONE = re.compile(r"(?<!\d)(?:0|\+33 ?)\d(?: \d\d){4}(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def french(text: str) -> str:
    """Return a sentence of ours, or a label of a form, with its apostrophes and hard spaces."""
    text = text.replace("'", "’")
    text = _THOUSANDS.sub(NARROW, text)
    text = _BEFORE_HIGH.sub(NARROW, text)
    text = _BEFORE_COLON.sub(NO_BREAK, text)
    return text.replace("« ", "«" + NO_BREAK).replace(" »", NO_BREAK + "»")


def keep_together(text: str) -> str:
    """Return a text whose telephone numbers are not cut by the end of a line."""
    return _TELEPHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def integer(value: int) -> str:
    """Write « 61 367 »."""
    return f"{value:,}".replace(",", NARROW)


def euros(amount: Decimal) -> str:
    """Write « 15 000 € », or « 15 000,50 € » when there are cents."""
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.{0 if whole else 2}f}"
    return text.replace(",", NARROW).replace(".", ",") + NO_BREAK + "€"


def money(amount: Decimal, *, cents: bool) -> str:
    """Write an amount of a column: « 15 000,00 € », or « 15 000 € » where the form has no cents."""
    text = f"{amount:,.{2 if cents else 0}f}"
    return text.replace(",", NARROW).replace(".", ",") + NO_BREAK + "€"


def percent(value: Decimal) -> str:
    """Write « 12,5 % », or « 12 % » when nothing follows the comma."""
    text = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return text + NARROW + "%"


def measure(value: Decimal, unit: str) -> str:
    """Write « 61 367 habitants », « 8,2 % » or « -0,3 » with its real minus: as many decimals as the value bears."""
    text = f"{value:,f}".replace(",", NARROW).replace(".", ",").replace("-", MINUS)
    if not unit:
        return text
    return text + (NARROW if unit == "%" else NO_BREAK) + unit


def day(value: date) -> str:
    """Write « 3 septembre 2026 »."""
    number = f"1{'er'}" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


def partial(value: PartialDate) -> str:
    """Write « 3 septembre 2026 », « septembre 2026 » or « 2026 »."""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return f"{MONTHS[value.month - 1]} {value.year}"
    return day(value.first_day())


def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """Write « de septembre à décembre 2026 », « septembre 2026 », « jusqu’à juin 2027 »."""
    if start is None and end is None:
        return ""
    if start is None:
        return f"jusqu’{_to(partial(end))}" if end else ""
    if end is None or start == end:
        return partial(start) if end else f"à partir {_of(partial(start))}"
    first = partial(start)
    if start.year == end.year and start.month is not None:
        first = first.removesuffix(f" {start.year}")
    return f"{_of(first)} {_to(partial(end))}"


def _of(text: str) -> str:
    if text[0].isdigit() and " " in text:
        return f"du {text}"
    return f"d’{text}" if text[0] in "ao" else f"de {text}"


def _to(text: str) -> str:
    return f"au {text}" if text[0].isdigit() and " " in text else f"à {text}"
