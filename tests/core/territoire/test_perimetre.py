"""Blocks, holes and neighbours, on a grid where they can be seen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.territoire import perimetre
from maillage.core.territoire.perimetre import Perimetre, blocs

SIZE = 6


class Grid:
    """A land of squares « xy »; it says which are on its edge, or not."""

    def __init__(self, size: int = SIZE, *, edge_known: bool = True, lands: str = "") -> None:
        self._size, self._edge_known, self._lands = size, edge_known, lands or "m"

    def connue(self, code: str) -> bool:
        land, x, y = code[0], *map(int, code[1:])
        return land in self._lands and x < self._size and y < self._size

    def voisines(self, code: str) -> tuple[str, ...]:
        land, x, y = code[0], *map(int, code[1:])
        near = ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
        inside = [(a, b) for a, b in near if 0 <= a < self._size and 0 <= b < self._size]
        return tuple(f"{land}{a}{b}" for a, b in inside)

    def au_bord(self, code: str) -> bool | None:
        last = self._size - 1
        return any(int(one) in (0, last) for one in code[1:]) if self._edge_known else None


def squares(drawing: str, land: str = "m") -> set[str]:
    rows = drawing.split()
    return {
        f"{land}{x}{y}" for y, row in enumerate(rows) for x, one in enumerate(row) if one == "#"
    }


def test_one_piece() -> None:
    found = perimetre(squares("##.... ##...."), Grid())
    assert found.blocs == (("m00", "m01", "m10", "m11"),)
    assert found.contigu
    assert found.voisines == ("m02", "m12", "m20", "m21")
    assert found.enclaves == found.detachees == found.sans_contour == ()


def test_a_corner_does_not_join() -> None:
    found = perimetre(squares("##.... ..#..."), Grid())
    assert found.blocs == (("m00", "m10"), ("m21",))
    assert found.detachees == ("m21",)
    assert not found.contigu


def test_a_hole_of_two_communes_is_one_enclave() -> None:
    found = perimetre(squares("...... .####. .#..#. .####. ...... ......"), Grid())
    assert found.enclaves == (("m22", "m32"),)


def test_a_group_against_the_sea_is_no_enclave() -> None:
    found = perimetre(squares("##.... .#.... .#.... ##...."), Grid())
    assert found.enclaves == ()


def test_two_holes_and_the_rest_of_the_land() -> None:
    ring = squares("###### #.##.# ###### ###### ...... ......")
    assert perimetre(ring, Grid()).enclaves == (("m11",), ("m41",))


def test_a_hole_larger_than_what_is_outside_is_told_by_the_edge() -> None:
    ring = squares("###### #....# #....# #....# ###### ......")
    assert perimetre(ring, Grid()).enclaves == ()  # the outside would be the smaller group
    assert len(perimetre(ring, Grid(9)).enclaves[0]) == 12


def test_each_land_has_its_outside() -> None:
    both = squares("##.... ##....") | squares("##.... ##....", "c")
    found = perimetre(both, Grid(lands="mc"))
    assert len(found.blocs) == 2
    assert found.enclaves == ()


def test_without_edges_a_closed_ring_tells_a_hole() -> None:
    class Triangle:
        """A commune amid three that touch one another, and a fourth hanging on one of them."""

        near = {"a": "bcx", "b": "acx", "c": "abxo", "x": "abc", "o": "cp", "p": "o"}

        def connue(self, code: str) -> bool:
            return code in self.near

        def voisines(self, code: str) -> tuple[str, ...]:
            return tuple(self.near[code])

        def au_bord(self, code: str) -> bool | None:
            return None

    assert perimetre("abc", Triangle()).enclaves == (("x",),)
    assert perimetre("co", Triangle()).enclaves == ()  # « p » hangs on one commune only


class Bay:
    """« g » is inside a ring of four and a fifth, « e », then « f », that only hang on « a »."""

    LAND = {
        "g": "abcdef", "a": "gbdeo", "b": "gaco", "c": "gbdo", "d": "gcao", "e": "gaf", "f": "ge",
        "o": "abcdp", "p": "o",
    }  # fmt: skip

    def connue(self, code: str) -> bool:
        return code in self.LAND

    def voisines(self, code: str) -> tuple[str, ...]:
        return tuple(self.LAND[code])

    def au_bord(self, code: str) -> bool | None:
        return None  # nobody says where the sea is


def test_a_ring_with_dead_ends_is_not_closed() -> None:
    assert perimetre("abcdef", Bay()).enclaves == ()


def test_without_edges_a_pocket_between_two_communes_is_not_called_a_hole() -> None:
    corner = squares(".##... ##.... ##....")
    assert perimetre(corner, Grid(edge_known=False)).enclaves == ()


def test_a_commune_without_outline_breaks_nothing() -> None:
    found = perimetre({"m00", "m99"}, Grid())
    assert (found.blocs, found.sans_contour) == ((("m00",),), ("m99",))


def test_nothing_known_is_not_one_piece() -> None:
    assert perimetre({"m99"}, Grid()).contigu is None
    assert perimetre((), Grid()) == Perimetre(blocs=(), enclaves=(), voisines=(), sans_contour=())


CODES = st.sets(st.sampled_from([f"m{x}{y}" for x in range(SIZE) for y in range(SIZE)]))


@given(CODES)
@settings(max_examples=200)
def test_blocks_share_the_communes_and_never_touch(codes: set[str]) -> None:
    grid = Grid()
    found = perimetre(codes, grid)
    assert sorted(code for bloc in found.blocs for code in bloc) == sorted(codes)
    for bloc in found.blocs:
        outside = codes - set(bloc)
        assert not outside & {near for code in bloc for near in grid.voisines(code)}
        assert blocs(bloc, grid) == (bloc,)


@given(CODES)
@settings(max_examples=200)
def test_holes_are_outside_and_only_the_territory_leads_out_of_them(codes: set[str]) -> None:
    grid = Grid()
    found = perimetre(codes, grid)
    rest = {f"m{x}{y}" for x in range(SIZE) for y in range(SIZE)} - codes
    expected = [group for group in blocs(rest, grid)[1:] if not any(map(grid.au_bord, group))]
    assert set(found.enclaves) == set(expected) or _ties(rest, grid)
    assert set(found.voisines) == {n for c in codes for n in grid.voisines(c)} - codes


def _ties(rest: set[str], grid: Grid) -> bool:
    """Are two groups outside the largest? Then which one is the outside is nobody's business."""
    sizes = [len(group) for group in blocs(rest, grid)]
    return sizes.count(max(sizes, default=0)) > 1
