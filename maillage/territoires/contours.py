"""The outlines of communes, as installed: shared lines, put end to end for the communes asked."""

from pathlib import Path
from typing import Final

from maillage.territoires.codes import Codes
from maillage.territoires.colonnes import Illisible, lire
from maillage.territoires.fiche import Fiche
from maillage.territoires.installation import courante, edition

UNITS: Final = 1_000_000  # a degree, in the unit of the file

Line = tuple[tuple[float, float], ...]  # longitude, latitude


class ContoursInstalles:
    """The outlines of one edition."""

    def __init__(self, path: Path) -> None:
        whole = lire(path)
        self.path = path
        self.fiche = Fiche.from_data(whole.tete)
        columns = whole.colonnes
        self._codes = Codes(columns["codes"])
        self._rings, self._arcs = columns["anneaux"], columns["lignes"]
        self._refs, self._starts = columns["references"], columns["debuts"]
        self._points, self._edge = columns["points"], columns["bord"]

    def connue(self, code: str) -> bool:
        """Is there an outline for this commune?"""
        return self._codes.rang(code) is not None

    def au_bord(self, code: str) -> bool:
        """Does the commune touch the sea or another country?"""
        rank = self._codes.rang(code)
        return rank is not None and bool(self._edge[rank])

    def anneaux(self, code: str) -> tuple[tuple[int, ...], ...]:
        """Return the rings of a commune, each as the lines it runs along; ~n: line n backwards."""
        rank = self._codes.rang(code)
        if rank is None:
            return ()
        rings = range(self._rings[rank], self._rings[rank + 1])
        return tuple(tuple(self._refs[self._arcs[r] : self._arcs[r + 1]]) for r in rings)

    def ligne(self, rank: int) -> Line:
        """Return the points of a line."""
        flat = self._points[2 * self._starts[rank] : 2 * self._starts[rank + 1]].tolist()
        return tuple((x / UNITS, y / UNITS) for x, y in zip(flat[::2], flat[1::2], strict=True))

    def points(self, code: str) -> list[list[tuple[float, float]]]:
        """Return the rings of a commune, point after point."""
        rings = []
        for refs in self.anneaux(code):
            ring: list[tuple[float, float]] = []
            for ref in refs:
                line = self.ligne(ref) if ref >= 0 else self.ligne(~ref)[::-1]
                ring += line[1:] if ring else line
            rings.append(ring)
        return rings


_opened: dict[Path, ContoursInstalles] = {}


def contours(name: str | None = None) -> ContoursInstalles | None:
    """Return the current edition, or the one named; None: it is not installed, or is damaged."""
    path = edition("contours", name) if name else courante("contours")
    if path is None:
        return None
    found = _opened.get(path)
    if found is None:
        try:
            found = _opened[path] = ContoursInstalles(path)
        except (Illisible, OSError, KeyError, TypeError):
            return None
    return found
