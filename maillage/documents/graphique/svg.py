"""A chart written as SVG: with the classes of the page, or with its own colours for a document."""

from collections.abc import Mapping
from html import escape
from typing import Final

from maillage.documents.carte.svg import ENCRE, PAPIER
from maillage.documents.characters import clean
from maillage.documents.graphique.dessin import (
    AUTRE,
    AXE,
    CORPS,
    ICI,
    LARGEUR,
    REPERE,
    SECONDE,
    Dessin,
    Marque,
    Mot,
    Rectangle,
    Rond,
    Trait,
)

# On paper: the light palette of `tokens.css`, told apart by those who do not see some colours.
_FILLS: Final[Mapping[str, str]] = {
    ICI: 'fill="#0c5c53"',
    AUTRE: 'fill="#d5ddd5" stroke="#827c6e"',
    SECONDE: 'fill="#d9a441"',
    REPERE: f'fill="{ENCRE}"',
}
_LINES: Final[Mapping[str, str]] = {
    ICI: 'stroke="#0c5c53" stroke-width="3"',
    AUTRE: 'stroke="#5a696d" stroke-width="2"',
    REPERE: f'stroke="{ENCRE}" stroke-width="3"',
    AXE: 'stroke="#cfc7b8"',
}
_POINTS: Final[Mapping[str, str]] = {ICI: 'fill="#0c5c53"', AUTRE: 'fill="#5a696d"'}
_KEYS: Final = 28  # height of the line of keys
_RADIUS: Final = 4
_LETTER: Final = 9


def pour_page(dessin: Dessin, prefixe: str) -> str:
    """Return the chart for a page: colours by classes."""
    title, description = f"{prefixe}-titre", f"{prefixe}-description"
    css = "graphique" if dessin.largeur == LARGEUR else "graphique etroit"
    marks = "".join(_mark(mark, own=False) for mark in dessin.marques)
    return clean(
        f'<svg class="{css}" viewBox="0 0 {dessin.largeur} {dessin.hauteur}" role="img" '
        f'aria-labelledby="{title} {description}"><title id="{title}">{escape(dessin.titre)}</title>'
        f'<desc id="{description}">{escape(dessin.description)}</desc>'
        f'<g aria-hidden="true">{marks}</g></svg>'
    )


def pour_document(dessin: Dessin) -> tuple[str, int, int]:
    """Return the chart for a file, with its colours, letters and keys inside; and its size."""
    high = dessin.hauteur + (_KEYS if dessin.cles else 0)
    marks = "".join(_mark(mark, own=True) for mark in dessin.marques)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {dessin.largeur} {high}" '
        f'width="{dessin.largeur}" height="{high}">'
        f'<g font-family="Open Sans, sans-serif" font-size="{CORPS}" fill="{ENCRE}">{marks}{_keys(dessin)}</g>'
        "</svg>"
    )
    return clean(text), dessin.largeur, high


def _mark(mark: Marque, *, own: bool) -> str:
    match mark:
        case Rectangle():
            drawn = _FILLS[mark.classe] if own else f'class="{mark.classe}"'
            place = f'x="{mark.x}" y="{mark.y}" width="{mark.largeur}" height="{mark.hauteur}"'
            return f'<rect {place} rx="2" {drawn}/>'
        case Rond():
            drawn = _POINTS[mark.classe] if own else f'class="{mark.classe}"'
            return f'<circle cx="{mark.x}" cy="{mark.y}" r="{_RADIUS}" {drawn}/>'
        case Trait():
            return _line(mark, own=own)
        case Mot():
            anchor = f' text-anchor="{mark.ancre}"' if mark.ancre != "start" else ""
            strong = (' font-weight="bold"' if own else ' class="fort"') if mark.fort else ""
            return f'<text x="{mark.x}" y="{mark.y}"{anchor}{strong}>{escape(mark.texte)}</text>'


def _line(mark: Trait, *, own: bool) -> str:
    points = " ".join(f"{x},{y}" for x, y in mark.points)
    drawn = f'fill="none" {_LINES[mark.classe]}' if own else f'class="{mark.classe}"'
    dashes = f' stroke-dasharray="{mark.tirets}"' if mark.tirets else ""
    under = ""
    if mark.classe == REPERE:  # over a bar of the same darkness
        halo = f'fill="none" stroke="{PAPIER}" stroke-width="7"' if own else 'class="halo"'
        under = f'<polyline points="{points}" {halo}/>'
    return f'{under}<polyline points="{points}" {drawn}{dashes}/>'


def _keys(dessin: Dessin) -> str:
    """Write what each colour stands for, in a line below."""
    parts, x, y = [], 0, dessin.hauteur + _KEYS - CORPS // 2
    for classe, name in dessin.cles:
        mark: Marque = Rectangle(x + 2, y - 12, 14, 12, classe)
        if classe == REPERE:
            mark = Trait(((x + 9, y - 15), (x + 9, y + 3)), classe)
        parts.append(_mark(mark, own=True))
        parts.append(_mark(Mot(x + 24, y, name), own=True))
        x += 44 + len(name) * _LETTER
    return "".join(parts)
