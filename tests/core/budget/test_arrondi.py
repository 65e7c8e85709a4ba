"""To the euro, without changing the total."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.budget.arrondi import plus_grands_restes

amounts = st.lists(
    st.decimals(min_value=0, max_value=10_000_000, places=2, allow_nan=False), max_size=40
)


def whole(*texts: str) -> list[int]:
    return [int(amount) for amount in plus_grands_restes([Decimal(text) for text in texts])]


def test_euros_left_go_to_the_largest_remainders() -> None:
    assert whole("100.50", "200.25", "300.25") == [101, 200, 300]


def test_at_equal_remainders_the_first_row_is_served_first() -> None:
    assert whole("10.40", "10.40", "10.40") == [11, 10, 10]
    assert whole("31.20") == [31]


def test_half_an_euro_goes_up() -> None:
    assert whole("0.50") == [1]
    assert whole("0.25", "0.25") == [1, 0]


def test_nothing_to_round() -> None:
    assert whole() == []


@given(amounts)
def test_the_total_is_the_rounded_total(amounts: list[Decimal]) -> None:
    total = sum(amounts, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)
    assert sum(plus_grands_restes(amounts), Decimal(0)) == total


@given(amounts)
def test_no_row_moves_by_a_whole_euro(amounts: list[Decimal]) -> None:
    rounded = plus_grands_restes(amounts)
    assert all(abs(after - before) < 1 for before, after in zip(amounts, rounded, strict=True))
