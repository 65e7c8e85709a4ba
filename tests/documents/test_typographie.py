"""French typography of what we print ourselves."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.facts import PartialDate
from maillage.documents.typographie import (
    day,
    euros,
    french,
    integer,
    keep_together,
    percent,
    period,
)


def test_spaces_and_apostrophes() -> None:
    assert french("L'avis : « oui » ; 40 000 habitants ?") == (
        "L’avis\u00a0: «\u00a0oui\u00a0»\u202f; 40\u202f000 habitants\u202f?"
    )


def test_numbers() -> None:
    assert integer(61367) == "61\u202f367"
    assert euros(Decimal("15000.00")) == "15\u202f000\u00a0€"
    assert euros(Decimal("1234.5")) == "1\u202f234,50\u00a0€"
    assert percent(Decimal("12.50")) == "12,5\u202f%"
    assert percent(Decimal(15)) == "15\u202f%"


def test_days() -> None:
    assert day(date(2026, 8, 1)) == "1er août 2026"
    assert day(date(2026, 11, 22)) == "22 novembre 2026"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (None, None, ""),
        ("2026-09", "2026-09", "septembre 2026"),
        ("2026-09", "2026-12", "de septembre à décembre 2026"),
        ("2026-04", "2026-10", "d’avril à octobre 2026"),
        ("2026-09", "2027-01", "de septembre 2026 à janvier 2027"),
        ("2026-09-03", "2026-10-01", "du 3 septembre au 1er octobre 2026"),
        ("2026", "2027", "de 2026 à 2027"),
        ("2026", "2026-09", "de 2026 à septembre 2026"),
        ("2026-08", None, "à partir d’août 2026"),
        ("2026-08-02", None, "à partir du 2 août 2026"),
        (None, "2026-10", "jusqu’à octobre 2026"),
        (None, "2026-10-02", "jusqu’au 2 octobre 2026"),
    ],
)
def test_periods(start: str | None, end: str | None, text: str) -> None:
    dates = [PartialDate.parse(value) if value else None for value in (start, end)]
    assert period(*dates) == text


def test_telephone_numbers_are_not_cut() -> None:
    text = "Mairie, 04 65 71 43 33 ou +33 4 65 71 43 34, le 12 03 2027"
    cut = text.replace("04 65 71 43 33", "04\u00a065\u00a071\u00a043\u00a033")
    cut = cut.replace("+33 4 65 71 43 34", "+33\u00a04\u00a065\u00a071\u00a043\u00a034")
    assert keep_together(text) == cut
