"""The drawing of the calendar, computed here so that the page only draws it; a table goes with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.core.calendrier import Element, code_etape
from maillage.core.facts import Dependance
from maillage.web.typographie import fr

# In units of the drawing.
_WIDTH: Final = 720
_HEAD, _ROW, _BAR, _TEXT = 30, 40, 12, 15
_LEAST: Final = 6  # width of a bar of one day
_YEAR: Final = 365
_MANY_YEARS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Barre:
    """An element: its name above, its bar, its key steps."""

    nom: str
    classe: str
    x: int
    y: int
    largeur: int
    hauteur: int
    texte_y: int
    jalons: tuple[tuple[int, int], ...]  # places of the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A mark of the axis, or the line of today."""

    x: int
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frise:
    """All of it."""

    largeur: int
    hauteur: int
    haut: int
    barres: tuple[Barre, ...]
    annees: tuple[Trait, ...]
    liens: tuple[str, ...]  # points of the lines from what ends to what waits for it
    aujourdhui: Trait | None
    phrase: str


def frise(
    elements: Sequence[Element],
    dependances: Iterable[Dependance],
    fautifs: Iterable[str],
    *,
    on: date,
) -> Frise | None:
    """Draw the elements that have a date; None: none has."""
    dated = [(one, one.bornes) for one in elements if one.bornes]
    if not dated:
        return None
    first = date(min(b[0] for _, b in dated if b).year, 1, 1)
    last = date(max(b[1] for _, b in dated if b).year, 12, 31)
    scale = _Echelle(first, (last - first).days + 1, frozenset(fautifs))
    bars = {one.cle: scale.bar(one, rank) for rank, (one, _) in enumerate(dated)}
    step = max((last.year + 1 - first.year) // _MANY_YEARS, 1)
    years = range(first.year, last.year + 1, step)
    return Frise(
        largeur=_WIDTH,
        hauteur=_HEAD + _ROW * len(bars),
        haut=_HEAD,
        barres=tuple(bars.values()),
        annees=tuple(Trait(x=scale.x(date(year, 1, 1)), nom=str(year)) for year in years),
        liens=tuple(_links(bars, dependances)),
        aujourdhui=Trait(x=scale.x(on), nom="Aujourd’hui") if first <= on <= last else None,
        phrase=fr(
            f"Le calendrier de {first.year} à {last.year}, {len(bars)} étapes et actions datées. "
            "Le tableau ci-dessous dit la même chose."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Echelle:
    """From days to places of the drawing."""

    first: date
    days: int
    wrong: frozenset[str]

    def x(self, day: date) -> int:
        return (day - self.first).days * _WIDTH // self.days

    def bar(self, one: Element, rank: int) -> Barre:
        top = _HEAD + rank * _ROW
        kind = "etape" if code_etape(one.cle) is not None else "action"
        start, end = (self.x(day) for day in one.bornes or (self.first, self.first))
        return Barre(
            nom=one.nom,
            classe=f"barre-{kind}{' barre-envers' if one.cle in self.wrong else ''}",
            x=start,
            y=top + _TEXT + 5,
            largeur=max(end - start, _LEAST),
            hauteur=_BAR,
            texte_y=top + _TEXT,
            jalons=tuple(
                (self.x(step.le.first_day()), top + _TEXT + 5 + _BAR // 2)
                for step in one.jalons
                if step.le is not None
            ),
        )


def _links(bars: dict[str, Barre], dependances: Iterable[Dependance]) -> Iterable[str]:
    for tie in dependances:
        if tie.avant in bars and tie.apres in bars:
            here, there = bars[tie.avant], bars[tie.apres]
            end, mid = here.x + here.largeur, here.y + here.hauteur // 2
            goal = there.y + there.hauteur // 2
            yield f"{end},{mid} {end + 4},{mid} {end + 4},{goal} {there.x},{goal}"
