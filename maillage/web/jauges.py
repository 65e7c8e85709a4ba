"""Gauges and the bar of thresholds, computed here so that the page only draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.web.typographie import fr, nombre, pluriel

_WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a gauge, in thousandths of its width (whole: a decimal comma breaks SVG)."""

    classe: str
    debut: int
    largeur: int


def parts(*shares: tuple[str, float]) -> tuple[Part, ...]:
    """Lay shares (class, percentage) end to end; the last one never sticks out."""
    laid: list[Part] = []
    start = 0
    for classe, share in shares:
        width = max(0, min(round(share * 10), _WIDTH - start))
        if width:
            laid.append(Part(classe=classe, debut=start, largeur=width))
            start += width
    return tuple(laid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One size class on the bar."""

    debut: int
    largeur: int
    nom: str
    ici: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BarreSeuils:
    """Where a population stands between the thresholds."""

    segments: tuple[Segment, ...]
    repere: int
    phrase: str


def barre_seuils(population: int, bornes: Sequence[int], taille: int) -> BarreSeuils:
    """Draw the classes with equal widths, and the mark in proportion inside its own class."""
    width = _WIDTH // (len(bornes) + 1)
    names = _names(bornes)
    segments = tuple(
        Segment(debut=i * width, largeur=width - 4, nom=name, ici=i + 1 == taille)
        for i, name in enumerate(names)
    )
    low = bornes[taille - 2] if taille > 1 else 0
    high = bornes[taille - 1] if taille <= len(bornes) else low * 2
    share = min(max((population - low) / (high - low), 0.0), 0.97)
    phrase = fr(
        f"{pluriel(population, 'habitant')} : taille {taille}, {names[taille - 1]} habitants"
    )
    return BarreSeuils(segments=segments, repere=round((taille - 1 + share) * width), phrase=phrase)


def _names(bornes: Sequence[int]) -> list[str]:
    pairs = pairwise(bornes)
    return [
        f"moins de {nombre(bornes[0])}",
        *(f"de {nombre(low)} à {nombre(high)}" for low, high in pairs),
        f"plus de {nombre(bornes[-1])}",
    ]
