"""Bars one below the other: the territory, then what it is compared with, each with its value."""

from decimal import Decimal
from typing import Final

from maillage.core.facts import FigureRetenue
from maillage.documents.graphique import lecture
from maillage.documents.graphique.dessin import (
    AUTRE,
    AXE,
    CORPS,
    ICI,
    LARGEUR,
    Dessin,
    Marque,
    Mot,
    Rectangle,
    Trait,
)

_ROW: Final = 48
_WORDS: Final = 20  # from the top of a row to the foot of its words
_BAR: Final = 14
_TOP: Final = 4
_SHORT: Final = 3  # letters of a unit that each bar repeats; a longer one is said once


def barres(figure: FigureRetenue) -> Dessin | None:
    """Draw a bar for each value; None: none is known."""
    known = [value for _, value in lecture.connues(figure.lignes or ())]
    if not known:
        return None
    low, high = min(Decimal(0), *known), max(Decimal(0), *known)
    marks: list[Marque] = []
    for rank, line in enumerate(figure.lignes or ()):
        top = _TOP + rank * _ROW
        unit = figure.unite or ""
        words = lecture.ecrite(line.valeur, unit if rank == 0 or len(unit) <= _SHORT else "")
        marks.append(Mot(0, top + _WORDS - CORPS // 3, line.libelle, fort=rank == 0))
        marks.append(Mot(LARGEUR, top + _WORDS - CORPS // 3, words, "end", fort=rank == 0))
        if line.valeur is not None:
            bar = _bar(line.valeur, low, high, top + _WORDS + 2)
            marks.append(Rectangle(*bar, ICI if rank == 0 else AUTRE))
            if low < 0:  # beside the bar only: higher it would cross the words
                marks.append(_zero(low, high, bar[1]))
    return Dessin(
        largeur=LARGEUR,
        hauteur=_TOP + _ROW * len(figure.lignes or ()),
        titre=figure.titre,
        description=lecture.en_mots(figure),
        marques=tuple(marks),
    )


def _bar(value: Decimal, low: Decimal, high: Decimal, y: int) -> tuple[int, int, int, int]:
    start, end = sorted((_place(Decimal(0), low, high), _place(value, low, high)))
    return start, y, max(end - start, 2), _BAR  # a nought is seen too


def _zero(low: Decimal, high: Decimal, y: int) -> Trait:
    zero = _place(Decimal(0), low, high)
    return Trait(((zero, y - 5), (zero, y + _BAR + 5)), AXE)


def _place(value: Decimal, low: Decimal, high: Decimal) -> int:
    width = high - low or Decimal(1)
    return round((value - low) / width * (LARGEUR - 2))
