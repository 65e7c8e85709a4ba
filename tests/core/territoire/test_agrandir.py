"""The communes that reach a number of inhabitants, against a search of every set."""

import sys
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.territoire.agrandir import Critere, agrandir
from maillage.core.territoire.perimetre import blocs
from tests.core.territoire.test_relier import ALL, Grid

FEW, NEAR = Critere.MOINS_DE_COMMUNES, Critere.AU_PLUS_PRES


def found(people: dict[str, int], needed: int, **more):
    return agrandir({"00"}, needed, Grid(), people.get, **more)


def test_a_town_farther_away_may_need_fewer_communes() -> None:
    people = dict.fromkeys(ALL, 10) | {"20": 500}
    best = found(people, 300)
    assert (best.communes, best.habitants, best.exacte) == (("10", "20"), 510, True)


def test_among_as_few_communes_the_nearest_to_the_threshold() -> None:
    people = dict.fromkeys(ALL, 1) | {"10": 90, "01": 60}
    assert found(people, 50).communes == ("01",)


def test_nearest_takes_more_communes_to_go_less_beyond() -> None:
    people = dict.fromkeys(ALL, 10) | {"10": 99}
    best = found(people, 40, critere=NEAR)
    assert (best.habitants, best.exacte, best.critere) == (40, True, NEAR)


def test_going_on_from_the_biggest_is_not_always_the_fewest() -> None:
    people = dict.fromkeys(ALL, 0) | {
        "03": 5, "10": 10, "11": 5, "12": 10, "13": 60, "20": 1, "21": 5, "23": 5, "30": 40,
        "31": 20, "32": 1, "33": 20,
    }  # fmt: skip
    best = found(people, 111)
    assert (best.communes, best.exacte) == (("10", "11", "12", "13", "20", "30"), True)


def test_on_an_island_there_are_few_communes_to_try() -> None:
    """Fewer than the sets that are tried: Belle-Île has four communes."""
    people = {"10": 30, "20": 30}
    best = found(people, 40, critere=NEAR, exclues=set(ALL) - {"10", "20"})
    assert (best.communes, best.habitants) == (("10", "20"), 60)


def test_communes_of_others_are_left_alone_and_too_few_inhabitants_are_said() -> None:
    people = dict.fromkeys(ALL, 10) | {"10": 99}
    assert "10" not in found(people, 50, exclues={"10"}).communes
    assert found(people, 10_000) is None
    assert found(people, 50, exclues=ALL) is None
    assert found({}, 1) is None  # nobody knows how many live there


def test_a_search_too_long_says_that_it_is_not_sure(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[agrandir.__module__], "STEPS", 3)
    people = {code: 10 + rank for rank, code in enumerate(ALL)}
    assert not found(people, 60).exacte
    assert found(people, 60, critere=NEAR).exacte == (
        found(people, 60, critere=NEAR).habitants == 60
    )


def reached(codes: tuple[str, ...], people: dict[str, int], needed: int) -> bool:
    total = sum(people[code] for code in codes)
    return total >= needed and len(blocs({"00", *codes}, Grid())) == 1


@given(
    st.lists(st.integers(0, 60), min_size=16, max_size=16),
    st.integers(1, 160),
    st.sampled_from(Critere),
)
@settings(max_examples=60, deadline=None)
def test_no_set_is_better(numbers: list[int], needed: int, critere: Critere) -> None:
    people = dict(zip(ALL, numbers, strict=True))
    best = found(people, needed, critere=critere)
    others = [code for code in ALL if code != "00"]
    if best is None:
        assert sum(people[code] for code in others) < needed
        return
    assert reached(best.communes, people, needed)
    assert best.habitants == sum(people[code] for code in best.communes)
    if critere is NEAR:
        assert not best.exacte or best.habitants == needed
        return
    if best.exacte and len(best.communes) < 5:
        size = len(best.communes)
        smaller = combinations(others, size - 1)
        assert not any(reached(some, people, needed) for some in smaller)
        same = (some for some in combinations(others, size) if reached(some, people, needed))
        assert best.habitants == min(sum(people[code] for code in some) for some in same)
