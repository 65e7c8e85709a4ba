"""Lines from year to year; each bears its name at its end, and its own dashes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from maillage.core.facts import FigureRetenue
from maillage.documents.graphique import lecture
from maillage.documents.graphique.dessin import (
    AUTRE,
    AXE,
    CORPS,
    ICI,
    Dessin,
    Marque,
    Mot,
    Rond,
    Trait,
)
from maillage.documents.typographie import measure

_HEIGHT: Final = 250
_TOP, _FLOOR = 16, 214
_WIDTH: Final = 440  # narrower than the others: its words are then larger
_LEFT, _RIGHT = 76, 200  # room for the values, and for the names at the ends of the lines
_DASHES: Final = ("", "7 5", "2 4", "12 4 2 4")
_AIR: Final = CORPS + 3  # between two names


def courbe(figure: FigureRetenue) -> Dessin | None:
    """Draw a line for each series; None: fewer than two years are known."""
    years, names = lecture.libelles(figure), lecture.series(figure)
    known = [value for _, value in lecture.connues(figure.lignes or ())]
    if len(years) < 2 or not known:
        return None
    scale = _Echelle(years, min(known), max(known))
    marks: list[Marque] = list(scale.axes(figure.unite or ""))
    ends = []
    for rank, name in enumerate(names):
        points = scale.points(figure, name)
        classe = ICI if rank == 0 else AUTRE
        marks.append(Trait(points, classe, _DASHES[rank % len(_DASHES)]))
        marks += [Rond(x, y, classe) for x, y in points]
        if points:
            ends.append((points[-1][1], name, rank == 0))
    marks += _named(ends)
    return Dessin(
        largeur=_WIDTH,
        hauteur=_HEIGHT,
        titre=figure.titre,
        description=lecture.en_mots(figure),
        marques=tuple(marks),
    )


class _Echelle:
    """From years and values to places of the drawing; a line needs no nought at its foot."""

    def __init__(self, years: tuple[str, ...], low: Decimal, high: Decimal) -> None:
        self._years = years
        self._low, self._high = low, high
        numbers = [int(year) for year in years if year.isdigit()]
        dated = len(numbers) == len(years) and numbers[-1] > numbers[0]
        self._at = numbers if dated else list(range(len(years)))

    def x(self, rank: int) -> int:
        first, last = self._at[0], self._at[-1]
        width = _WIDTH - _LEFT - _RIGHT
        return _LEFT + (self._at[rank] - first) * width // (last - first)

    def y(self, value: Decimal) -> int:
        if self._high == self._low:
            return (_TOP + _FLOOR) // 2
        return _FLOOR - round(
            (value - self._low) / (self._high - self._low) * (_FLOOR - _TOP - CORPS)
        )

    def points(self, figure: FigureRetenue, name: str) -> tuple[tuple[int, int], ...]:
        said = lecture.valeurs(figure)
        found = ((self.x(rank), said.get((year, name))) for rank, year in enumerate(self._years))
        return tuple((x, self.y(value)) for x, value in found if value is not None)

    def axes(self, unite: str) -> Iterable[Marque]:
        """Draw the years below, the least and the most on the left."""
        right = _WIDTH - _RIGHT
        for value in dict.fromkeys((self._low, self._high)):
            y = self.y(value)
            yield Trait(((_LEFT, y), (right, y)), AXE)
            yield Mot(
                _LEFT - 10, y + CORPS // 3, measure(value, unite if unite == "%" else ""), "end"
            )
        for rank, year in enumerate(self._years):
            yield Mot(self.x(rank), _HEIGHT - CORPS // 2, year, "middle")


def _named(ends: list[tuple[int, str, bool]]) -> list[Marque]:
    """Write the names at the ends of the lines, none over another."""
    placed: list[Marque] = []
    free = 0
    for y, name, strong in sorted(ends):
        foot = max(y + CORPS // 3, free)
        placed.append(Mot(_WIDTH - _RIGHT + 12, foot, name, fort=strong))
        free = foot + _AIR
    return placed
