"""A figure as the page shows it: its drawing, its keys and its table."""

from typing import Any

from django.utils.safestring import mark_safe

from maillage.core.facts import FigureRetenue, FormeFigure
from maillage.documents import carte, graphique
from maillage.documents.carte import Fond
from maillage.documents.graphique import lecture
from maillage.web.typographie import fr

_SHORT = 3  # letters of a unit that each line repeats
_ON_A_MAP = (FormeFigure.CARTE, FormeFigure.CERCLES)


def dessin(figure: FigureRetenue, prefixe: str) -> dict[str, Any]:
    """Return the picture of a figure, and what its colours stand for."""
    if figure.forme in _ON_A_MAP:
        found = carte.colorier(figure, Fond.actuel())
        svg = carte.pour_page(found, prefixe) if found else ""
        keys = [(one.classe, one.texte) for one in found.legende] if found else []
        source = found.source if found else ""
    else:
        chart = graphique.dessiner(figure)
        svg = graphique.pour_page(chart, prefixe) if chart else ""
        keys, source = list(chart.cles) if chart else [], ""
    return {
        # every word of it is escaped where it is drawn
        "svg": mark_safe(svg),  # noqa: S308 -- ours, escaped by `pour_page`
        "cles": [{"classe": classe, "texte": fr(text)} for classe, text in keys],
        "contours": fr(source),
        "vraie": bool(source),
    }


def tableau(figure: FigureRetenue) -> dict[str, Any]:
    """Return the values of a figure as rows and columns; a long unit is said once, above."""
    unit = figure.unite or ""
    short = len(unit) <= _SHORT
    each, above = (unit, "Valeur") if short else ("", f"{unit[0].upper()}{unit[1:]}")
    names, said = lecture.series(figure), lecture.valeurs(figure)
    codes = {line.libelle: line.code or "" for line in figure.lignes or ()}
    return {
        "colonnes": [fr(name or above) for name in names],
        "lignes": [
            {
                "nom": fr(libelle),
                "code": codes[libelle],
                "valeurs": [lecture.ecrite(said.get((libelle, name)), each) for name in names],
            }
            for libelle in lecture.libelles(figure)
        ],
    }
