"""The shape of a territory: its blocks, the communes cut off, the holes, what lies around."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

RING: Final = 2  # neighbours that a link of a closed ring has in it, at least


class Adjacence(Protocol):
    """Which communes share a stretch of border."""

    def connue(self, code: str) -> bool:
        """Is it known whether this commune has neighbours? An island is known, and has none."""
        ...

    def voisines(self, code: str) -> tuple[str, ...]: ...

    def au_bord(self, code: str) -> bool | None:
        """Does the commune touch the sea or another country? None: the source does not say."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Perimetre:
    """A set of communes, as a map shows it; codes in order, the largest block first."""

    blocs: tuple[tuple[str, ...], ...]
    enclaves: tuple[tuple[str, ...], ...]  # groups of communes left out in the middle
    voisines: tuple[str, ...]  # outside, and touching it
    sans_contour: tuple[str, ...]  # nothing is known of their borders: in no block

    @property
    def detachees(self) -> tuple[str, ...]:
        """Return the communes that lie in another block than the largest."""
        return tuple(sorted(code for bloc in self.blocs[1:] for code in bloc))

    @property
    def contigu(self) -> bool | None:
        """Does it hold in one piece? None: no border is known."""
        return len(self.blocs) == 1 if self.blocs else None


def perimetre(codes: Iterable[str], adjacence: Adjacence) -> Perimetre:
    """Read the shape of a set of communes."""
    inside = set(codes)
    known = {code for code in inside if adjacence.connue(code)}
    around = {near for code in known for near in adjacence.voisines(code)} - inside
    return Perimetre(
        blocs=blocs(known, adjacence),
        enclaves=_enclaves(known, around, adjacence),
        voisines=tuple(sorted(around)),
        sans_contour=tuple(sorted(inside - known)),
    )


def blocs(codes: Collection[str], adjacence: Adjacence) -> tuple[tuple[str, ...], ...]:
    """Split a set of communes into pieces that hold together, the largest first."""
    left, found = set(codes), []
    while left:
        reached = bloc_de(left.pop(), left, adjacence)
        left -= reached
        found.append(tuple(sorted(reached)))
    return tuple(sorted(found, key=lambda bloc: (-len(bloc), bloc)))


def bloc_de(start: str, among: Collection[str], adjacence: Adjacence) -> set[str]:
    """Return the communes of a set that one reaches from one of them without leaving it."""
    reached, waiting = {start}, deque([start])
    while waiting:
        for near in adjacence.voisines(waiting.popleft()):
            if near in among and near not in reached:
                reached.add(near)
                waiting.append(near)
    return reached


# --- holes ----------------------------------------------------------------------------------------


def _enclaves(
    inside: set[str], around: set[str], adjacence: Adjacence
) -> tuple[tuple[str, ...], ...]:
    closed = _closed(inside, around, adjacence)
    return tuple(sorted(_sorted(group) for group in closed if _surrounded(group, adjacence)))


def _sorted(group: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(group))


def _closed(inside: set[str], around: set[str], adjacence: Adjacence) -> list[set[str]]:
    """Return the groups outside from which one gets out only through the territory.

    Every group grows from the communes around, always the smallest one, and two that meet become
    one: the rest of the country is never walked through, only what the holes hold.
    """
    groups: dict[int, _Groupe] = {}
    owner: dict[str, int] = {}
    for rank, code in enumerate(sorted(around)):
        groups[rank] = _Groupe({code}, deque([code]))
        owner[code] = rank
    shut: list[set[str]] = []
    while groups:
        rank = min(groups, key=lambda one: (len(groups[one].codes), one))
        group = groups[rank]
        alone = len(groups) == 1 and len(group.codes) > max(map(len, shut), default=0)
        if alone or not group.waiting:  # alone and larger than any hole: it is the outside
            shut.append(groups.pop(rank).codes)
        else:
            _grow(rank, groups, owner, inside, adjacence)
    return _without_the_outside(shut, inside, adjacence) if len(shut) > 1 else []


@dataclass(slots=True)
class _Groupe:
    codes: set[str]
    waiting: deque[str]


def _grow(
    rank: int,
    groups: dict[int, _Groupe],
    owner: dict[str, int],
    inside: set[str],
    adjacence: Adjacence,
) -> None:
    """Take in the neighbours of one commune of a group; swallow the groups that it meets."""
    group = groups[rank]
    for near in adjacence.voisines(group.waiting.popleft()):
        other = owner.get(near)
        if near in inside or other == rank:
            continue
        met = groups.pop(other) if other is not None else _Groupe({near}, deque([near]))
        owner.update(dict.fromkeys(met.codes, rank))
        group.codes |= met.codes
        group.waiting += met.waiting


def _without_the_outside(
    shut: list[set[str]], inside: set[str], adjacence: Adjacence
) -> list[set[str]]:
    """Leave out, for each piece of land, the largest group: the rest of the land is no hole."""
    everything, lands = inside.union(*shut), list[tuple[set[str], list[set[str]]]]()
    for group in shut:
        start = next(iter(group))
        for land, groups in lands:
            if start in land:
                groups.append(group)
                break
        else:
            lands.append((bloc_de(start, everything, adjacence), [group]))
    return [
        group
        for _, groups in lands
        for group in sorted(groups, key=lambda one: (-len(one), sorted(one)))[1:]
    ]


def _surrounded(group: set[str], adjacence: Adjacence) -> bool:
    """Is the group really in the middle, and not between the territory and the sea or a border?

    Where the source does not say which communes touch the outside, the communes around must make a
    closed ring, each touching two others of it.
    """
    edges = [adjacence.au_bord(code) for code in group]
    if any(edges):
        return False
    if None not in edges:
        return True
    around = {near for code in group for near in adjacence.voisines(code)} - group
    ring = {code: set(adjacence.voisines(code)) & around for code in around}
    return len(around) > RING and len(_pruned(ring)) == len(around)


def _pruned(graph: Mapping[str, set[str]]) -> set[str]:
    """Return what is left once dead ends are taken away again and again."""
    left = {code: set(near) for code, near in graph.items()}
    ends = [code for code, near in left.items() if len(near) < RING]
    while ends:
        code = ends.pop()
        for near in left.pop(code, ()):
            left[near].discard(code)
            if len(left[near]) == RING - 1:
                ends.append(near)
    return set(left)
