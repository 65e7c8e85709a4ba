"""Which CPTS take the same communes, and how long it takes over the whole country."""

import time

from maillage.core.territoire import Chevauchement, chevauchements, partagees, sans_cpts
from maillage.reference import cog


def test_the_largest_overlap_comes_first() -> None:
    others = {"Nord": {"1", "9"}, "Sud": {"2", "3"}, "Loin": {"8"}}
    assert chevauchements({"1", "2", "3"}, others) == (
        Chevauchement(cpts="Sud", communes=("2", "3")),
        Chevauchement(cpts="Nord", communes=("1",)),
    )


def test_what_nobody_takes() -> None:
    assert sans_cpts("abcd", [{"a"}, {"c"}]) == ("b", "d")


def test_a_thousand_cpts_over_the_country_take_less_than_a_second() -> None:
    codes = cog.table().codes()
    held = {f"CPTS {rank}": set(codes[rank * 34 : rank * 34 + 40]) for rank in range(1000)}
    start = time.perf_counter()
    shared = partagees(held)
    left = sans_cpts(codes, held.values())
    assert (time.perf_counter() - start) < 1
    assert shared[codes[35]] == ("CPTS 0", "CPTS 1")
    assert len(left) == len(codes) - len({code for mine in held.values() for code in mine})
