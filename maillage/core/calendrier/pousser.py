"""A date moves: what must follow is pushed, no more than it must, and nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from maillage.core.calendrier.decalage import Ecart, decaler, retard
from maillage.core.calendrier.elements import Element, Jalon
from maillage.core.calendrier.ordre import boucle, rangs, suites, trop_tot
from maillage.core.facts import Dependance, PartialDate


class DependancesEnBoucle(Exception):
    """Some elements wait for themselves; `cles` names them."""

    def __init__(self, cles: tuple[str, ...]) -> None:
        self.cles = cles
        super().__init__(
            "Des étapes s’attendent en boucle : retirez une de leurs dépendances, puis recommencez."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deplacement:
    """An element that moves: as it was, as it becomes, and what pushes it."""

    avant: Element
    apres: Element
    par: str | None = None  # the element that pushes; None: the one that somebody moved


def pousser(
    elements: Sequence[Element],
    dependances: Sequence[Dependance],
    cle: str,
    *,
    debut: PartialDate | None,
    fin: PartialDate | None,
) -> tuple[Deplacement, ...]:
    """Move the element, and push those that would start before the end of what they wait for.

    Each is pushed by the least that puts it back in order, its length and its key steps with it; one
    that is late enough stays. Raises `DependancesEnBoucle`.
    """
    if circle := boucle(dependances):
        raise DependancesEnBoucle(circle)
    before = {one.cle: one for one in elements}
    now = dict(before)
    now[cle] = _moved(before[cle], debut, fin)
    pushed: dict[str, str | None] = {cle: None}
    after = suites(dependances)
    order = rangs(dependances)
    waiting = sorted(after, key=lambda one: order[one])
    for start in waiting:
        if start not in pushed:  # what did not move pushes nothing
            continue
        for end in after[start]:
            if end != cle and end in now and (late := _late(now[start], now[end])):
                now[end] = _pushed(now[end], late)
                pushed[end] = start
    return tuple(
        Deplacement(avant=before[one], apres=now[one], par=by)
        for one, by in _in_order(pushed, elements)
        if now[one] != before[one]
    )


def _in_order(
    pushed: Mapping[str, str | None], elements: Iterable[Element]
) -> list[tuple[str, str | None]]:
    return [(one.cle, pushed[one.cle]) for one in elements if one.cle in pushed]


def _moved(element: Element, debut: PartialDate | None, fin: PartialDate | None) -> Element:
    """Give an element its new dates; its key steps follow its start, or its end."""
    late = Ecart()
    for was, new in ((element.debut, debut), (element.fin, fin)):
        if was is not None and new is not None and not late:
            late = retard(was, new)
    return replace(element, debut=debut, fin=fin, jalons=_later(element.jalons, late))


def _late(avant: Element, apres: Element) -> Ecart:
    """Return by how much an element is too early, for sure; nothing when it is not."""
    end, start = avant.fin or avant.debut, apres.debut or apres.fin
    if end is None or start is None or not trop_tot(avant, apres):
        return Ecart()
    return retard(start, end)


def _pushed(element: Element, late: Ecart) -> Element:
    return replace(
        element,
        debut=decaler(element.debut, late) if element.debut else None,
        fin=decaler(element.fin, late) if element.fin else None,
        jalons=_later(element.jalons, late),
    )


def _later(jalons: Iterable[Jalon], late: Ecart) -> tuple[Jalon, ...]:
    return tuple(
        replace(one, le=decaler(one.le, late) if one.le and late else one.le) for one in jalons
    )
