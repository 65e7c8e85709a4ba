"""From a kept figure to its drawing; None where its values draw nothing."""

from collections.abc import Callable, Mapping
from typing import Final

from maillage.core.facts import FigureRetenue, FormeFigure
from maillage.documents.graphique.ages import ages, pyramide
from maillage.documents.graphique.barres import barres
from maillage.documents.graphique.courbe import courbe
from maillage.documents.graphique.dessin import Dessin

_DRAWN: Final[Mapping[FormeFigure, Callable[[FigureRetenue], Dessin | None]]] = {
    FormeFigure.BARRES: barres,
    FormeFigure.AGES: ages,
    FormeFigure.PYRAMIDE: pyramide,
    FormeFigure.COURBE: courbe,
}


def dessiner(figure: FigureRetenue) -> Dessin | None:
    """Draw a figure; a map is drawn by `documents.carte`."""
    draw = _DRAWN.get(figure.forme)
    return draw(figure) if draw else None
