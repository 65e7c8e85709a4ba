"""Where the codes of communes of before lead today, by the movements that an instance imported.

INSEE tells each movement since 1943. From a year on, following them gives the communes of today
that a code covered: one for a merger, several for a commune that was split again.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from maillage.territoires.mesures import MesuresInstallees, mesures

MOUVEMENTS: Final = "mouvements"  # the source, and its table
_TOUJOURS: Final = ""  # before every date

Mouvement = tuple[str, str, str]  # date, code before, code after


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """The movements of communes, by the code that they leave."""

    etapes: Mapping[str, Mapping[str, frozenset[str]]]  # code → date → codes
    arrivees: Mapping[str, frozenset[str]]  # code → dates when a movement reached it
    noms: Mapping[str, str]  # the last name that a code bore

    def vers(self, code: str, annee: int) -> frozenset[str]:
        """Return the codes of today of a commune of 1 January of a year."""
        return self._follow(code, f"{annee}-01-01", ())

    def depuis_toujours(self, code: str) -> frozenset[str]:
        """Return the codes of today of whatever this code has ever covered."""
        return self._follow(code, _TOUJOURS, ())

    def existait(self, code: str, annee: int) -> bool | None:
        """Was there such a commune on 1 January of a year? None: no movement speaks of it."""
        day = f"{annee}-01-01"
        left, reached = self.etapes.get(code, {}), self.arrivees.get(code, frozenset())
        dates = {*left, *reached}
        last = max((date for date in dates if date <= day), default=None)
        if last is not None:
            # A code reached and left the same day was only a step.
            return last in reached and code in left.get(last, (code,))
        return min(dates) in left if dates else None

    def apres(self, annee: int) -> frozenset[str]:
        """Return the codes that a movement after 1 January of a year leaves or reaches."""
        day = f"{annee}-01-01"
        found: set[str] = set()
        for code, steps in self.etapes.items():
            for date, reached in steps.items():
                if date > day:
                    found |= {code, *reached}
        return frozenset(found)

    def _follow(self, code: str, since: str, done: tuple[tuple[str, str], ...]) -> frozenset[str]:
        later = [date for date in self.etapes.get(code, ()) if date > since]
        return self._step(code, min(later), done) if later else frozenset((code,))

    def _step(self, code: str, day: str, done: tuple[tuple[str, str], ...]) -> frozenset[str]:
        found: set[str] = set()
        for reached in self.etapes[code][day]:
            if (reached, day) in done:
                continue
            # The same day may change a code, then merge it: the second step is followed at once.
            left = self.etapes.get(reached, {}).get(day, frozenset((reached,)))
            if reached != code and reached not in left:
                found |= self._step(reached, day, (*done, (code, day)))
            else:
                found |= self._follow(reached, day, done)
        return frozenset(found)


def construire(rows: Iterable[Mouvement], noms: Mapping[str, str]) -> Passages:
    """Put movements in order of the code that they leave."""
    steps: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    reached: dict[str, set[str]] = defaultdict(set)
    for date, before, after in rows:
        steps[before][date].add(after)
        reached[after].add(date)
    return Passages(
        {
            code: {date: frozenset(codes) for date, codes in dates.items()}
            for code, dates in steps.items()
        },
        {code: frozenset(dates) for code, dates in reached.items()},
        dict(noms),
    )


@lru_cache(maxsize=4)
def _read(edition: MesuresInstallees) -> Passages:
    connection = edition.connexion()
    rows = connection.execute("SELECT date, avant, apres FROM mouvements")
    names = connection.execute("SELECT avant, nom FROM mouvements ORDER BY date")
    return construire(rows, dict(names))


def passages() -> Passages | None:
    """Return the movements installed; None: the source « mouvements » is not, or is damaged."""
    held = mesures(MOUVEMENTS)
    try:
        return _read(held) if held else None
    except sqlite3.Error:
        return None
