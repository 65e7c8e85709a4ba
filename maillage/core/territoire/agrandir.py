"""The communes to add around a territory for it to reach a number of inhabitants.

Either the fewest communes, and among those the fewest inhabitants too many; or the number of
inhabitants nearest to the threshold, however many communes it takes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate, chain
from typing import Final

from maillage.core.territoire.perimetre import Adjacence

RINGS: Final = 6  # around the territory: farther, the answer would be another territory
STEPS: Final = 20_000  # sets tried before the best one found is given as it is
TRIED: Final = 3  # communes of the sets that are all tried to come nearer to the threshold


class Critere(StrEnum):
    """What makes a set of communes the best one."""

    MOINS_DE_COMMUNES = "moins_de_communes"
    AU_PLUS_PRES = "au_plus_pres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrandissement:
    """Communes that, added, reach the threshold, each touching the territory or another one."""

    communes: tuple[str, ...]
    habitants: int  # of these communes
    exacte: bool  # no set is better by the criterion; False: a good one
    critere: Critere


def agrandir(
    codes: Collection[str],
    manque: int,
    adjacence: Adjacence,
    population: Callable[[str], int | None],
    *,
    critere: Critere = Critere.MOINS_DE_COMMUNES,
    exclues: Collection[str] = (),
) -> Agrandissement | None:
    """Return the best set that brings `manque` inhabitants; None: nothing around is enough."""
    around = _Alentours(codes, adjacence, population, exclues)
    first = around.good(manque, critere)
    if first is None:
        return None
    search = _Recherche(around, manque)
    best, sure = search.nearest(first) if critere is Critere.AU_PLUS_PRES else search.fewest(first)
    return Agrandissement(
        communes=tuple(sorted(best)),
        habitants=around.somme(best),
        exacte=sure,
        critere=critere,
    )


class _Alentours:
    """The communes that may be added: how far they are, and how many live there."""

    def __init__(
        self,
        codes: Collection[str],
        adjacence: Adjacence,
        population: Callable[[str], int | None],
        exclues: Collection[str],
    ) -> None:
        self._inside, self._adjacence = set(codes), adjacence
        out = self._inside.union(exclues)
        self.anneau: dict[str, int] = {}
        front = sorted(self._inside)
        for ring in range(1, RINGS + 1):
            near = {one for code in front for one in adjacence.voisines(code)}
            front = sorted(near - out - self.anneau.keys())
            self.anneau |= dict.fromkeys(front, ring)
        self.habitants: Mapping[str, int] = {code: population(code) or 0 for code in self.anneau}

    def somme(self, communes: Collection[str]) -> int:
        return sum(self.habitants[code] for code in communes)

    def voisines(self, code: str) -> Iterator[str]:
        """Return the communes that may be added and touch this one."""
        return (one for one in self._adjacence.voisines(code) if one in self.anneau)

    def premieres(self) -> list[str]:
        """Return those that touch the territory, the most inhabited first."""
        return self.ranger(code for code, ring in self.anneau.items() if ring == 1)

    def ranger(self, communes: Iterator[str]) -> list[str]:
        return sorted(communes, key=lambda code: (-self.habitants[code], code))

    def good(self, manque: int, critere: Critere) -> list[str] | None:
        """Return a good set: the way to a commune, then the most inhabited ones beside."""
        best: list[str] | None = None
        for way in ((), *self._ways()):
            added = self._fill(list(way), manque)
            if added and (best is None or self._rank(added, critere) < self._rank(best, critere)):
                best = added
        return best

    def _rank(self, communes: list[str], critere: Critere) -> tuple[int, int, list[str]]:
        few, people = len(communes), self.somme(communes)
        nearest = critere is Critere.AU_PLUS_PRES
        return (people, few, communes) if nearest else (few, people, communes)

    def _ways(self) -> Iterator[tuple[str, ...]]:
        """Return, for each commune, the way there with the fewest communes, the most inhabited."""
        heap: list[tuple[int, int, tuple[str, ...]]] = []
        for code in self.premieres():
            heappush(heap, (1, -self.habitants[code], (code,)))
        seen: set[str] = set()
        while heap:
            length, people, way = heappop(heap)
            if way[-1] in seen:
                continue
            seen.add(way[-1])
            yield way
            for near in self.voisines(way[-1]):
                if near not in seen and self.anneau[near] > self.anneau[way[-1]]:
                    heappush(heap, (length + 1, people - self.habitants[near], (*way, near)))

    def _fill(self, added: list[str], manque: int) -> list[str] | None:
        """Add the most inhabited commune that touches, and at the end the smallest one enough."""
        total = self.somme(added)
        heap = [(-self.habitants[code], code) for code in self.premieres()]
        heap += [(-self.habitants[n], n) for code in added for n in self.voisines(code)]
        heap.sort()
        taken = set(added)
        while total < manque:
            while heap and heap[0][1] in taken:
                heappop(heap)
            if not heap:
                return None
            if total - heap[0][0] >= manque:
                enough = [one for one in heap if one[1] not in taken and total - one[0] >= manque]
                return [*added, max(enough)[1]]
            people, code = heappop(heap)
            taken.add(code)
            added.append(code)
            total -= people
            for near in self.voisines(code):
                heappush(heap, (-self.habitants[near], near))
        return added


class _Recherche:
    """Every set of communes that holds to the territory, tried from the smallest."""

    def __init__(self, around: _Alentours, manque: int) -> None:
        self._around, self._needed = around, manque
        self._left = STEPS
        by_ring: list[list[int]] = [[] for _ in range(RINGS + 1)]
        for code, ring in around.anneau.items():
            by_ring[ring].append(around.habitants[code])
        self._most = [
            list(accumulate(sorted(chain(*by_ring[: size + 1]), reverse=True), initial=0))
            for size in range(RINGS + 1)
        ]

    def fewest(self, found: list[str]) -> tuple[list[str], bool]:
        """Return the smallest set, the nearest to the threshold among those of its size."""
        for size in range(1, len(found) + 1):
            if not self._may(size):
                continue
            better = self._try(size, self._around.somme(found) if size == len(found) else None)
            if better is not None:
                return better, self._left > 0
            if self._left <= 0:
                return found, False
        return found, True

    def nearest(self, found: list[str]) -> tuple[list[str], bool]:
        """Return a set that goes less beyond when a small one does; sure when none can."""
        for size in range(1, TRIED + 1):
            if self._around.somme(found) > self._needed:
                found = self._try(size, self._around.somme(found)) or found
        return found, self._around.somme(found) == self._needed

    def _may(self, size: int) -> bool:
        """May any set of this size bring enough? Those too far away to be reached are left out."""
        return self._bound(size, size) >= self._needed

    def _bound(self, size: int, room: int) -> int:
        """Return the most that as many communes can bring, in a set of this size."""
        most = self._most[min(size, RINGS)]
        return most[min(room, len(most) - 1)]

    def _try(self, size: int, below: int | None) -> list[str] | None:
        """Return the set of this size that goes least beyond the threshold, and less than `below`."""
        best: list[str] | None = None
        start = self._around.premieres()
        waiting: list[tuple[list[str], int, list[str], frozenset[str]]] = [
            ([], 0, start, frozenset(start))
        ]
        while waiting and self._left > 0:
            chosen, total, offered, seen = waiting.pop()
            room = size - len(chosen)
            self._left -= 1
            if total + self._bound(size, room) < self._needed:
                continue
            if room > 1:
                ranks = reversed(range(len(offered)))
                waiting += [self._grown(chosen, total, offered, rank, seen) for rank in ranks]
            elif last := self._last(offered, total, below):
                best, below = [*chosen, last], total + self._around.habitants[last]
        return best

    def _grown(
        self, chosen: list[str], total: int, offered: list[str], rank: int, seen: frozenset[str]
    ) -> tuple[list[str], int, list[str], frozenset[str]]:
        """Take one of those offered; those before it are never taken after: each set comes once."""
        code = offered[rank]
        new = [one for one in self._around.voisines(code) if one not in seen]
        return (
            [*chosen, code],
            total + self._around.habitants[code],
            [*offered[rank + 1 :], *new],
            seen.union(new),
        )

    def _last(self, offered: list[str], total: int, below: int | None) -> str | None:
        """Return the last commune that goes least beyond."""
        people = self._around.habitants
        enough = [
            code
            for code in offered
            if total + people[code] >= self._needed
            and (below is None or total + people[code] < below)
        ]
        return min(enough, key=lambda code: (people[code], code), default=None)
