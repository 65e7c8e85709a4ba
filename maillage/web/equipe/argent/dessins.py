"""The drawings of the money, computed here so that the page only draws them; a table goes with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.core.financement import Mouvement
from maillage.web.equipe.argent.temps import Rangee
from maillage.web.typographie import fr, nombre

# In units of the drawing.
_WIDTH, _HEIGHT, _TOP, _FLOOR = 560, 250, 34, 206
_MILLE: Final = 100_000  # cents in a thousand euros
_CLASSES: Final = {
    "Fonctionnement": "f1",
    "Parts fixes": "f2",
    "Selon les résultats": "f3",
    "Après un fait": "f4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Morceau:
    """A part of a bar."""

    classe: str
    y: int
    hauteur: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """A bar, what is written above it and below it."""

    x: int
    milieu: int
    largeur: int
    morceaux: tuple[Morceau, ...]
    haut: int
    valeur: str
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barres:
    """Bars side by side."""

    largeur: int
    hauteur: int
    sol: int
    colonnes: tuple[Colonne, ...]
    cles: tuple[tuple[str, str], ...]  # class of a colour → what it stands for
    phrase: str


def barres(rangees: Sequence[Rangee]) -> Barres:
    """Draw a bar for each year, cut by the way its parts are paid."""
    most = max((row.total.centimes for row in rangees), default=0) or 1
    step = _WIDTH // max(len(rangees), 1)
    said = ", ".join(f"{row.nom.lower()} : {_thousands(row.total.centimes)}" for row in rangees)
    heads = [head for head, _ in rangees[0].sommes] if rangees else []
    return Barres(
        largeur=_WIDTH,
        hauteur=_HEIGHT,
        sol=_FLOOR,
        colonnes=tuple(_bar(row, rank * step, step, most) for rank, row in enumerate(rangees)),
        cles=tuple((_CLASSES[head], head) for head in heads),
        phrase=fr(f"Montants par année de contrat, en milliers d’euros. {said}."),
    )


def _bar(row: Rangee, x: int, step: int, most: int) -> Colonne:
    width, floor, parts = step * 3 // 5, _FLOOR, []
    for head, amount in row.sommes:
        height = max(amount.centimes, 0) * (_FLOOR - _TOP) // most
        if height:
            floor -= height
            parts.append(Morceau(classe=_CLASSES[head], y=floor, hauteur=height))
    return Colonne(
        x=x + (step - width) // 2,
        milieu=x + step // 2,
        largeur=width,
        morceaux=tuple(parts),
        haut=floor - 9,
        valeur=_thousands(row.total.centimes),
        nom=row.nom.lower(),
    )


def _thousands(centimes: int) -> str:
    return fr(f"{nombre(round(centimes / _MILLE))} k€")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repere:
    """A mark on an axis."""

    position: int
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Courbe:
    """The money that came so far, as a line that climbs by steps."""

    largeur: int
    hauteur: int
    sol: int
    tot: str  # points of the line, at the earliest
    tard: str  # at the latest
    recu: str  # what came already; empty: nothing was noted
    annees: tuple[Repere, ...]
    montants: tuple[Repere, ...]
    phrase: str


def courbe(
    tot: Sequence[Mouvement], tard: Sequence[Mouvement], recu: Sequence[Mouvement] = ()
) -> Courbe | None:
    """Draw what is on the account, at the earliest and at the latest; None: nothing comes."""
    days = [move.le for move in (*tot, *tard, *recu)]
    most = max((move.cumul for move in (*tot, *tard, *recu)), default=0)
    if not days or most <= 0:
        return None
    first, last = min(days), max(days)
    scale = _Echelle(first, max((last - first).days, 1), most)
    years = range(first.year + 1, last.year + 1)
    return Courbe(
        largeur=_WIDTH,
        hauteur=_HEIGHT,
        sol=_FLOOR,
        tot=scale.line(tot),
        tard=scale.line(tard),
        recu=scale.line(recu, ends=False) if recu else "",
        annees=tuple(Repere(position=scale.x(date(y, 1, 1)), nom=str(y)) for y in years),
        montants=tuple(
            Repere(position=scale.y(most * part // 2), nom=_thousands(most * part // 2))
            for part in (1, 2)
        ),
        phrase=fr(
            f"Total reçu, jour après jour, de {first.year} à {last.year} : "
            f"{_thousands(most)} à la fin."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Echelle:
    """From days and cents to places of the drawing."""

    first: date
    days: int
    most: int

    def x(self, day: date) -> int:
        return (day - self.first).days * _WIDTH // self.days

    def y(self, centimes: int) -> int:
        return _FLOOR - centimes * (_FLOOR - _TOP) // self.most

    def line(self, moves: Iterable[Mouvement], *, ends: bool = True) -> str:
        """Return the points of the stairs, from nothing to the end of the drawing."""
        points, height = [(0, _FLOOR)], _FLOOR
        for move in moves:
            points += [(self.x(move.le), height), (self.x(move.le), self.y(move.cumul))]
            height = self.y(move.cumul)
        if ends:  # what came stops at the last payment: nobody knows the rest
            points.append((_WIDTH, height))
        return " ".join(f"{x},{y}" for x, y in points)
