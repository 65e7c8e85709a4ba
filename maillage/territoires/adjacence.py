"""Which communes touch, as installed; satisfies `core.territoire.Adjacence`."""

from pathlib import Path

from maillage.territoires.codes import Codes
from maillage.territoires.colonnes import Illisible, lire
from maillage.territoires.contours import ContoursInstalles, contours
from maillage.territoires.fiche import Fiche
from maillage.territoires.installation import courante, edition

INCONNU = 2  # neither on the edge nor inside: the source does not say


class AdjacenceInstallee:
    """The pairs of communes of one edition, with what the outlines add when they are there."""

    def __init__(self, path: Path, outlines: ContoursInstalles | None) -> None:
        whole = lire(path)
        self.fiche = Fiche.from_data(whole.tete)
        self._outlines = outlines
        self._codes = Codes(whole.colonnes["codes"])
        self._starts = whole.colonnes["debuts"]
        self._near = whole.colonnes["voisines"]
        self._named = self._codes.tous
        self._edge = whole.colonnes["bord"]
        self._read: dict[str, tuple[str, ...]] = {}

    def voisines(self, code: str) -> tuple[str, ...]:
        """Return the communes that share a stretch of border with this one."""
        found = self._read.get(code)
        if found is None:
            rank = self._codes.rang(code)
            near = () if rank is None else self._near[self._starts[rank] : self._starts[rank + 1]]
            found = self._read[code] = tuple([self._named[one] for one in near])
        return found

    def connue(self, code: str) -> bool:
        """Tell a commune without any neighbour, an island, from one that nobody drew."""
        if self._codes.rang(code) is not None:
            return True
        return self._outlines is not None and self._outlines.connue(code)

    def au_bord(self, code: str) -> bool | None:
        """Return whether the commune touches the sea or another country, when outlines say it."""
        if self._outlines is not None and self._outlines.connue(code):
            return self._outlines.au_bord(code)
        rank = self._codes.rang(code)
        said = INCONNU if rank is None else self._edge[rank]
        return None if said == INCONNU else bool(said)


_opened: dict[tuple[Path, Path | None], AdjacenceInstallee] = {}


def adjacence(name: str = "", drawn: str | None = None) -> AdjacenceInstallee | None:
    """Return the current edition, opened once, or those named of the pairs and of the outlines.

    None: nothing is installed, or it is damaged.
    """
    path = edition("adjacence", name) if name else courante("adjacence")
    if path is None:
        return None
    outlines = contours(drawn) if drawn or not name else None
    key = (path, outlines.path if outlines else None)
    found = _opened.get(key)
    if found is None:
        try:
            found = AdjacenceInstallee(path, outlines)
        except (Illisible, OSError, KeyError, TypeError):
            return None
        _opened[key] = found
    return found
