"""A population by age: bars with the mark of another place, or women and men back to back."""

from decimal import Decimal
from typing import Final

from maillage.core.facts import FigureRetenue
from maillage.documents.graphique import lecture
from maillage.documents.graphique.dessin import (
    CORPS,
    ICI,
    LARGEUR,
    REPERE,
    SECONDE,
    Dessin,
    Marque,
    Mot,
    Rectangle,
    Trait,
)

_ROW: Final = 32
_BAR: Final = 20
_TOP: Final = 6
_NAMES: Final = 142  # room for an age
_VALUES: Final = 72  # room for a value
_EDGE: Final = 4  # for the mark at the end of the longest bar
_BASE: Final = 15  # from the top of a bar to the foot of its words


def ages(figure: FigureRetenue) -> Dessin | None:
    """Draw a bar for each age, and a mark where another place stands; None: nothing is known."""
    names, said, most = lecture.series(figure), lecture.valeurs(figure), _most(figure)
    if most is None:
        return None
    marks: list[Marque] = []
    for rank, age in enumerate(lecture.libelles(figure)):
        top = _TOP + rank * _ROW
        here = said.get((age, names[0]))
        words = lecture.ecrite(here, figure.unite)
        width = LARGEUR - _NAMES - _VALUES
        marks.append(Mot(_NAMES - 10, top + _BASE, age, "end"))
        marks.append(Mot(LARGEUR, top + _BASE, words, "end", fort=True))
        if here is not None:
            marks.append(Rectangle(_NAMES, top, max(_share(here, most, width), 1), _BAR, ICI))
        other = said.get((age, names[1])) if len(names) > 1 else None
        if other is not None:
            x = _NAMES + _share(other, most, width)
            marks.append(Trait(((x, top - 3), (x, top + _BAR + 3)), REPERE))
    return _drawn(figure, marks, tuple(zip((ICI, REPERE), names, strict=False)))


def pyramide(figure: FigureRetenue) -> Dessin | None:
    """Draw the youngest below, the first series on the left, the second on the right.

    Two series more are another place: a mark on each bar.
    """
    names, said, most = lecture.series(figure), lecture.valeurs(figure), _most(figure)
    if most is None or len(names) < 2:
        return None
    half = (LARGEUR - _NAMES) // 2 - _EDGE
    marks: list[Marque] = []
    for rank, age in enumerate(reversed(lecture.libelles(figure))):
        top = _TOP + rank * _ROW
        marks.append(Mot(LARGEUR // 2, top + _BASE, age, "middle"))
        for side, classe, serie in ((-1, ICI, 0), (1, SECONDE, 1)):
            start = LARGEUR // 2 + side * _NAMES // 2
            value = said.get((age, names[serie]))
            if value is not None:
                long = max(_share(value, most, half), 1)
                marks.append(Rectangle(min(start, start + side * long), top, long, _BAR, classe))
            other = said.get((age, names[serie + 2])) if len(names) > serie + 2 else None
            if other is not None:
                x = start + side * _share(other, most, half)
                marks.append(Trait(((x, top - 3), (x, top + _BAR + 3)), REPERE))
    keys = [(ICI, names[0]), (SECONDE, names[1]), *((REPERE, _place(name)) for name in names[2:3])]
    return _drawn(figure, marks, tuple(keys))


def _most(figure: FigureRetenue) -> Decimal | None:
    """Return the largest value; None: none is above nought."""
    most = max((value for _, value in lecture.connues(figure.lignes or ())), default=Decimal(0))
    return most if most > 0 else None


def _share(value: Decimal, most: Decimal, width: int) -> int:
    return round(value / most * width)


def _place(name: str) -> str:
    return name.partition(",")[0]  # « Haute-Loire, femmes »


def _drawn(figure: FigureRetenue, marks: list[Marque], keys: tuple[tuple[str, str], ...]) -> Dessin:
    return Dessin(
        largeur=LARGEUR,
        hauteur=_TOP + _ROW * len(lecture.libelles(figure)) + CORPS // 3,
        titre=figure.titre,
        description=lecture.en_mots(figure),
        marques=tuple(marks),
        cles=keys if len(keys) > 1 else (),
    )
