"""What moved since a figure was kept: the value then, the value now, and how far they are apart."""

from dataclasses import dataclass
from decimal import Decimal

from maillage.core.facts import FigureRetenue


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouvement:
    """The value of the territory in a kept figure, and in the same figure made today."""

    avant: Decimal | None
    apres: Decimal | None
    millesime_avant: str | None
    millesime_apres: str | None

    @property
    def ecart(self) -> Decimal | None:
        """Return the difference; None: one of them is not known."""
        if self.avant is None or self.apres is None:
            return None
        return self.apres - self.avant


def mouvement(gardee: FigureRetenue, actuelle: FigureRetenue) -> Mouvement | None:
    """Compare a kept figure with today’s; None: it says the same, of the same year."""
    same = (gardee.lignes, gardee.millesime, gardee.source, gardee.unite) == (
        actuelle.lignes,
        actuelle.millesime,
        actuelle.source,
        actuelle.unite,
    )
    if same:
        return None
    return Mouvement(
        avant=_first(gardee),
        apres=_first(actuelle),
        millesime_avant=gardee.millesime,
        millesime_apres=actuelle.millesime,
    )


def _first(figure: FigureRetenue) -> Decimal | None:
    """Return the value that a figure is about: that of the territory, in its last year."""
    lines = figure.lignes or ()
    mine = [line for line in lines if line.serie in (None, lines[0].serie)] if lines else []
    return mine[-1].valeur if mine and mine[0].serie else next((x.valeur for x in mine), None)
