"""An indicator year after year, drawn small: its start, its values, the targets as a dashed line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from maillage.core.facts import Indicateur
from maillage.core.missions import Periode, cible_de, depart, valeur_de
from maillage.web.typographie import fr, nombre

_WIDTH, _HEIGHT, _EDGE = 180, 52, 7

Point = tuple[int, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """Two lines, dots on the first, and the sentence that says the same."""

    largeur: int
    hauteur: int
    valeurs: str  # points of a polyline
    cibles: str
    ronds: tuple[tuple[int, int], ...]
    phrase: str


def dessin(one: Indicateur, years: Sequence[Periode]) -> Evolution | None:
    """Draw an indicator; None as long as no year has a value."""
    start = depart(one).valeur
    known = [(year.annee, valeur_de(one, year.annee).valeur) for year in years]
    values: list[Point] = [(rank, value) for rank, value in known if value is not None]
    if not values:
        return None
    if start is not None:
        values.insert(0, (0, start))
    targets = [
        (year.annee, target) for year in years if (target := cible_de(one, year)) is not None
    ]
    scale = _Echelle([value for _, value in (*values, *targets)], len(years))
    said = ", ".join(f"{_when(rank)} : {_number(value)}" for rank, value in values)
    goal = f" Cible de la dernière année : {_number(targets[-1][1])}." if targets else ""
    return Evolution(
        largeur=_WIDTH,
        hauteur=_HEIGHT,
        valeurs=scale.line(values),
        cibles=scale.line(targets),
        ronds=tuple(scale.point(one) for one in values),
        phrase=fr(f"{one.libelle}. {said[0].upper()}{said[1:]}.{goal}"),
    )


def _when(rank: int) -> str:
    return f"année {rank}" if rank else "au départ"


def _number(value: Decimal) -> str:
    return nombre(value, 0 if value == value.to_integral_value() else 2)


_MIDDLE: Final = _HEIGHT // 2


class _Echelle:
    """From years and values to places of the drawing."""

    def __init__(self, values: Iterable[Decimal], years: int) -> None:
        known = list(values)
        self.low, self.high = min(known), max(known)
        self.years = max(years, 1)

    def point(self, one: Point) -> tuple[int, int]:
        rank, value = one
        x = _EDGE + rank * (_WIDTH - 2 * _EDGE) // self.years
        if self.high == self.low:
            return x, _MIDDLE
        share = (value - self.low) / (self.high - self.low)
        return x, _HEIGHT - _EDGE - int(share * (_HEIGHT - 2 * _EDGE))

    def line(self, points: Iterable[Point]) -> str:
        return " ".join(f"{x},{y}" for x, y in map(self.point, points))
