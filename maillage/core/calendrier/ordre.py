"""Which elements wait for which: circles, the order to read them in, what is the wrong way round."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from maillage.core.calendrier.elements import Element
from maillage.core.facts import Dependance


def suites(dependances: Iterable[Dependance]) -> dict[str, list[str]]:
    """Return what comes directly after each element, in the order of the dependencies."""
    found: dict[str, list[str]] = {}
    for tie in dependances:
        after = found.setdefault(tie.avant, [])
        if tie.apres not in after:
            after.append(tie.apres)
    return found


def boucle(dependances: Iterable[Dependance]) -> tuple[str, ...]:
    """Return the elements of a circle, or nothing when no element waits for itself."""
    after = suites(dependances)
    left = dict(after)
    while left:  # take away, again and again, what nothing left follows
        waited = {end for ends in left.values() for end in ends if end in left}
        loose = [one for one in left if not any(end in left for end in left[one])]
        if not loose:
            return _follow(left, next(iter(waited)))
        for one in loose:
            del left[one]
    return ()


def _follow(left: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """Walk until an element comes back; every one that is left is followed by one that is left."""
    seen: list[str] = []
    here = start
    while here not in seen:
        seen.append(here)
        here = next(end for end in left[here] if end in left)
    return tuple(seen[seen.index(here) :])


def rangs(dependances: Sequence[Dependance]) -> dict[str, int]:
    """Return how many elements come one after the other before each; there is no circle."""
    after = suites(dependances)
    found: dict[str, int] = dict.fromkeys(after, 0)
    for _ in range(len(after) + 1):
        for start, ends in after.items():
            for end in ends:
                found[end] = max(found.get(end, 0), found[start] + 1)
    return found


def a_l_envers(
    elements: Iterable[Element], dependances: Iterable[Dependance]
) -> tuple[Dependance, ...]:
    """Return the dependencies whose dates say the contrary, for sure."""
    by_key = {one.cle: one for one in elements}
    return tuple(
        tie
        for tie in dependances
        if tie.avant in by_key
        and tie.apres in by_key
        and trop_tot(by_key[tie.avant], by_key[tie.apres])
    )


def trop_tot(avant: Element, apres: Element) -> bool:
    """Does the second start, for sure, before the end of the first?"""
    end, start = avant.fin or avant.debut, apres.debut or apres.fin
    if end is None or start is None:
        return False
    latest: date = start.last_day()
    return latest < end.first_day()
