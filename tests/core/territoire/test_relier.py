"""The fewest communes that make one piece, against a search of every set."""

import sys
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.territoire import relier
from maillage.core.territoire.perimetre import blocs


class Grid:
    """A land of 4 × 4 squares « xy », and an island « z »."""

    def connue(self, code: str) -> bool:
        return code != "?"

    def voisines(self, code: str) -> tuple[str, ...]:
        if code == "z":
            return ()
        x, y = map(int, code)
        near = ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
        return tuple(f"{a}{b}" for a, b in near if 0 <= a < 4 and 0 <= b < 4)

    def au_bord(self, code: str) -> bool | None:
        return None


ALL = [f"{x}{y}" for x in range(4) for y in range(4)]


def test_one_block_needs_nothing() -> None:
    found = relier({"00", "01"}, Grid())
    assert (found.communes, found.exacte, found.separes) == ((), True, 0)


def test_two_blocks_are_joined_by_the_shortest_path() -> None:
    found = relier({"00", "30"}, Grid())
    assert found.communes == ("10", "20")
    assert found.exacte


def test_a_cross_is_better_than_three_paths() -> None:
    found = relier({"01", "21", "10", "12"}, Grid())
    assert (found.communes, found.exacte) == (("11",), True)


def test_an_island_is_said_apart() -> None:
    found = relier({"00", "z"}, Grid())
    assert (found.communes, found.separes) == ((), 1)


def test_many_blocks_are_joined_step_by_step_and_it_is_said() -> None:
    apart = {"00", "02", "11", "13", "20", "22", "31", "33"}
    found = relier(apart, Grid())
    assert not found.exacte
    assert len(blocs(apart | set(found.communes), Grid())) == 1


def test_two_lands_are_each_joined() -> None:
    class Two(Grid):
        """Another land « a0 » to « a2 » beside the first."""

        def voisines(self, code: str) -> tuple[str, ...]:
            if code[0] != "a":
                return super().voisines(code)
            return tuple(f"a{n}" for n in (int(code[1]) - 1, int(code[1]) + 1) if 0 <= n < 3)

    found = relier({"00", "20", "a0", "a2"}, Two())
    assert (found.communes, found.exacte, found.separes) == (("10", "a1"), True, 1)


def test_nothing_known_needs_nothing() -> None:
    assert relier({"?"}, Grid()).communes == ()


def test_too_large_a_land_is_not_searched(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[relier.__module__], "WORK_AT_MOST", -1)
    found = relier({"00", "30", "33"}, Grid())
    assert not found.exacte
    monkeypatch.setattr(sys.modules[relier.__module__], "BOUND_AT_MOST", 2)
    assert relier({"00", "30", "33"}, Grid()).communes == found.communes


@given(st.sets(st.sampled_from(ALL), min_size=2, max_size=6))
@settings(max_examples=80, deadline=None)
def test_no_smaller_set_joins(codes: set[str]) -> None:
    grid = Grid()
    found = relier(codes, grid)
    assert len(blocs(codes | set(found.communes), grid)) == 1
    assert not codes & set(found.communes)
    if found.exacte and found.communes:
        rest = [code for code in ALL if code not in codes]
        smaller = combinations(rest, len(found.communes) - 1)
        assert all(len(blocs(codes | set(some), grid)) > 1 for some in smaller)
