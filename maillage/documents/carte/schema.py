"""Without outlines: circles as large as the population, put together by intercommunalité."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

from maillage.core.territoire import LigneTerritoire, TerritoireAnalyse
from maillage.core.typographie import fr
from maillage.documents.carte.carte import TEINTES, Carte, Etiquette, Legende, Trace
from maillage.documents.carte.etiquettes import CORPS, LARGER

LARGEUR: Final = 640
_LARGEST: Final = 64  # radius of the most inhabited commune
_SMALLEST: Final = 7
_GAP: Final = 6
_LETTER: Final = 9
_INNER: Final = 1.8  # radii: how wide a circle is where the upper of two lines stands


def schema(analyse: TerritoireAnalyse) -> Carte | None:
    """Draw the communes as circles; None: there is none."""
    lines = [line for line in analyse.lignes if line.comptee]
    if not lines:
        return None
    most = max(line.population or 0 for line in lines) or 1
    sheet = Ronds(most)
    for rank, part in enumerate(analyse.epci, start=1):
        group = [line for line in lines if line.commune.epci == part.code]
        group.sort(key=lambda line: (-(line.population or 0), line.commune.code))
        sheet.add(_circle(line, f"f{min(rank, TEINTES)}") for line in group)
    return Carte(
        largeur=LARGEUR,
        hauteur=sheet.top,
        titre=f"Schéma du territoire : {len(analyse.communes_touchees)} communes",
        description="Chaque cercle est une commune, d’autant plus grand qu’elle est peuplée ; "
        "les communes d’une intercommunalité sont ensemble. Ce n’est pas une carte.",
        traces=tuple(sheet.traces),
        etiquettes=tuple(sheet.names),
        legende=tuple(
            Legende(f"f{rank}", fr(part.nom))
            for rank, part in enumerate(analyse.epci[:TEINTES], start=1)
        ),
    )


def _circle(line: LigneTerritoire, classe: str) -> "Cercle":
    return Cercle(line.commune.code, fr(line.commune.nom), line.population or 0, classe)


@dataclass(frozen=True, slots=True)
class Cercle:
    """A commune of the schema; `dit` is read when one points at it."""

    code: str
    nom: str
    taille: float
    classe: str
    dit: str = ""


class Ronds:
    """Circles in rows, from the top of the sheet."""

    def __init__(self, most: float) -> None:
        self._most = most  # of the largest circle
        self.top = 0
        self.traces: list[Trace] = []
        self.names: list[Etiquette] = []

    def add(self, group: Iterable[Cercle]) -> None:
        """Lay the circles of a group in rows of their own, in their order."""
        x, row = _GAP, 0
        for circle in group:
            radius = rayon(circle.taille, self._most)
            if x + 2 * radius > LARGEUR:
                x, self.top, row = _GAP, self.top + row + _GAP, 0
            row = max(row, 2 * radius)
            self._lay(circle, x, radius)
            x += 2 * radius + _GAP
        self.top += row + 3 * _GAP

    def _lay(self, circle: Cercle, x: int, radius: int) -> None:
        middle = self.top + radius + _GAP
        said, path = circle.dit or circle.nom, rond(x + radius, middle, radius)
        self.traces.append(Trace(circle.code, said, circle.classe, path))
        self.names += _written(circle.nom, x + radius, middle + CORPS // 3, radius)


def _written(name: str, x: int, y: int, radius: int) -> Iterator[Etiquette]:
    """Write a name inside its circle, on two lines where one is too long; nothing beside it."""
    if len(name) * _LETTER < 2 * radius:
        yield Etiquette(x, y, name, narrow=len(name) * _LETTER * LARGER >= 2 * radius)
        return
    cuts = [rank + 1 for rank, sign in enumerate(name) if sign in "- "]
    cut = min(cuts, key=lambda one: abs(2 * one - len(name)), default=0)
    lines = (name[:cut].rstrip(), name[cut:])
    if cut and max(map(len, lines)) * _LETTER < _INNER * radius:
        half = CORPS // 2 + 2
        for shift, text in zip((-half, half), lines, strict=True):
            yield Etiquette(x, y + shift, text, narrow=True)


def rayon(taille: float, most: float, largest: int = _LARGEST) -> int:
    """Return the radius of a circle whose surface says the value."""
    return max(_SMALLEST, round(largest * sqrt(max(taille, 0) / most)))


def rond(x: int, y: int, radius: int) -> str:
    """Return the path of a circle around a point."""
    arc = f"a{radius},{radius} 0 1,0"
    return f"M{x - radius},{y}{arc} {2 * radius},0{arc} {-2 * radius},0z"
