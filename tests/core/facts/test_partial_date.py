"""A date of which the day, or the month too, may not be known yet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.facts import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2026-09-03 ", date(2026, 9, 3), date(2026, 9, 3)),
    ],
)
def test_days_that_a_date_may_mean(text, first, last):
    found = PartialDate.parse(text)
    assert (found.first_day(), found.last_day()) == (first, last)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-02-30", "2026-9", "septembre 2026"])
def test_text_when_it_is_no_date(text):
    with pytest.raises(ValueError, match=r"date|month|day"):
        PartialDate.parse(text)


def test_day_when_the_month_is_unknown_means_nothing():
    with pytest.raises(ValueError, match="un jour sans mois"):
        PartialDate(2026, None, 3)


@given(st.dates(), st.integers(min_value=1, max_value=3))
def test_date_when_written_is_read_back(day, precision):
    parts = (day.year, day.month, day.day)[:precision]
    found = PartialDate(*parts)
    assert PartialDate.parse(str(found)) == found
    assert found.first_day() <= day <= found.last_day()
