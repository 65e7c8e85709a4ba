"""The laws of the sums, on places drawn at random."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.indicateurs.agregat import Agregat, Manque, Rangs, agreger, total
from maillage.core.indicateurs.calcul import Sommes, valeur
from tests.core.indicateurs.fabrique import calcul

FEW = settings(max_examples=40)
RATIO = calcul("s.a", "s.b", 100)
SOMME = calcul("s.a")

figure = st.none() | st.floats(0, 1e6, allow_subnormal=False)
place = st.tuples(figure, figure, st.integers(0, 100_000), st.sampled_from(Manque))
places = st.lists(place, min_size=1, max_size=30)


def sums(held, order=None, *, alone=False):
    """Add up places; `alone`: a number of things, nothing below."""
    above = [one[0] for one in held]
    below = None if alone else [one[1] for one in held]
    rangs = Rangs(
        codes=tuple(str(rank) for rank in range(len(held))),
        populations=tuple(float(one[2]) for one in held),
    )
    return agreger(above, below, rangs, order or range(len(held)), lambda rank: held[rank][3])[0]


def value(way, held):
    return valeur(way, Sommes(2022, None, held))


@FEW
@given(places, st.randoms())
def test_the_order_of_places_changes_no_digit(held, dice):
    order = list(range(len(held)))
    dice.shuffle(order)
    assert sums(held, order) == sums(held)


@FEW
@given(places, places)
def test_a_number_of_a_union_is_the_sum_of_its_parts(left, right):
    parts = [sums(left, alone=True), sums(right, alone=True)]
    whole = sums(left + right, alone=True)
    assert abs(whole.numerateur - sum(one.numerateur for one in parts)) <= 1e-6
    added = parts[0] + parts[1]
    assert added == total(parts)
    assert (whole.lieux, whole.lieux_total) == (added.lieux, added.lieux_total)
    assert whole.population_totale == added.population_totale


@FEW
@given(places, places)
def test_a_ratio_of_a_union_lies_between_those_of_its_parts(left, right):
    ratios = [value(RATIO, sums(held)) for held in (left, right)]
    known = sorted(one for one in ratios if one is not None)
    whole = value(RATIO, sums(left + right))
    if len(known) == 2:
        low, high = known
        assert low * (1 - 1e-9) - 1e-9 <= whole <= high * (1 + 1e-9) + 1e-9


@FEW
@given(places, st.integers(0, 29))
def test_a_withheld_place_lowers_the_coverage_and_counts_for_nothing(held, which):
    rank = which % len(held)
    hidden = [*held]
    hidden[rank] = (None, held[rank][1], held[rank][2], Manque.SECRETE)
    without = [one for one in held if one is not held[rank]]
    found, before = sums(hidden), sums(held)
    assert found.population <= before.population
    assert found.lieux_total == before.lieux_total
    assert found.secretes >= 1
    if without:
        left = sums(without)
        assert (found.numerateur, found.denominateur) == (left.numerateur, left.denominateur)
        assert found.population == left.population


@FEW
@given(places)
def test_what_is_missing_is_counted_by_reason(held):
    found = sums(held)
    missing = found.secretes + found.non_significatives + found.absentes
    assert found.lieux + missing == found.lieux_total == len(held)
    assert found.population <= found.population_totale


@FEW
@given(st.lists(places, min_size=1, max_size=6))
def test_zones_add_up_whatever_their_grouping(zones):
    held = [sums(one) for one in zones]
    one_by_one = Agregat()
    for zone in held:
        one_by_one += zone
    once = total(held)
    assert abs(once.numerateur - one_by_one.numerateur) <= 1e-6
    assert once.lieux_total == one_by_one.lieux_total
    assert all(a.lieux_total <= b.lieux_total for a, b in pairwise([Agregat(), once]))
