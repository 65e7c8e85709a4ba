"""A map written as SVG: with the classes of the page, or with its own colours for a document."""

from collections.abc import Iterable
from html import escape
from typing import Final

from maillage.documents.carte.carte import (
    CERCLE,
    DETACHEE,
    ENCLAVE,
    INCONNUE,
    VOISINE,
    Carte,
    Trace,
)
from maillage.documents.carte.etiquettes import CORPS
from maillage.documents.characters import clean

# On paper: the light palette of `tokens.css`, told apart by those who do not see some colours.
COULEURS: Final = {
    "f1": "#0c5c53",
    "f2": "#8fc3b7",
    "f3": "#d9a441",
    "f4": "#7fa6dc",
    "f5": "#5a696d",
    VOISINE: "#ece7db",
    "v1": "#dcebe6",
    "v2": "#a6cfc4",
    "v3": "#5ea595",
    "v4": "#1f766a",
    "v5": "#06382f",
    INCONNUE: "#fffdfa",
    CERCLE: "#0c5c53",
}
PAPIER: Final = "#fffdfa"
ENCRE: Final = "#17262b"
_LINE: Final = 30  # height of a line of the legend
_NARROW: Final = ' class="serree"'  # left out on a phone
_LETTER: Final = 9  # width of a letter of the legend, on average
_BOX: Final = 38  # from the left of the legend to its words
_GAP: Final = 24  # between a map and the legend at its side
_WIDEST: Final = 860  # a sheet wider than this would have letters too small to read
_HATCHES: Final = {DETACHEE: 45, ENCLAVE: -45}


def pour_page(carte: Carte, prefixe: str = "carte") -> str:
    """Return the map for a page: colours by classes, and a place for each commune to point at."""
    shapes = "".join(
        f'<g id="{prefixe}-{trace.code}"><title>{escape(trace.nom)}</title>'
        f'<path class="{trace.classe}" d="{trace.chemin}"/>{_over(trace, prefixe, own=False)}</g>'
        for trace in carte.traces
    )
    names = "".join(
        f'<text{_NARROW if one.narrow else ""} x="{one.x}" y="{one.y}">{escape(one.texte)}</text>'
        for one in carte.etiquettes
    )
    title, description = f"{prefixe}-titre", f"{prefixe}-description"
    return clean(
        f'<svg class="carte-territoire" viewBox="0 0 {carte.largeur} {carte.hauteur}" role="img" '
        f'aria-labelledby="{title} {description}"><title id="{title}">{escape(carte.titre)}</title>'
        f'<desc id="{description}">{escape(carte.description)}</desc>'
        f"<defs>{_patterns(carte.traces, prefixe, own=False)}</defs>{shapes}"
        f'<g aria-hidden="true">{names}</g></svg>'
    )


def pour_document(carte: Carte) -> tuple[str, int, int]:
    """Return the map for a file, with its colours, letters and legend inside; and its size."""
    shapes = "".join(
        f'<path fill="{COULEURS[trace.classe]}" stroke="{PAPIER}" stroke-width="1.5" '
        f'stroke-linejoin="round" fill-rule="evenodd" d="{trace.chemin}"/>{_over(trace, "c", own=True)}'
        for trace in carte.traces
    )
    letters = f'font-family="Open Sans, sans-serif" font-size="{CORPS}" fill="{ENCRE}"'
    names = "".join(
        f'<text x="{one.x}" y="{one.y}" text-anchor="middle" font-weight="bold" {extra}>'
        f"{escape(one.texte)}</text>"
        for one in carte.etiquettes
        for extra in (
            f'stroke="{PAPIER}" stroke-width="5" stroke-linejoin="round"',
            "",
        )
    )
    left, top, wide, high = _sheet(carte)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}">'
        f"<defs>{_patterns(carte.traces, 'c', own=True)}"
        f'<clipPath id="feuille"><rect width="{carte.largeur}" height="{carte.hauteur}"/></clipPath>'
        f'</defs><g clip-path="url(#feuille)">{shapes}</g><g {letters}>{names}{_legend(carte, left, top)}</g></svg>'
    )
    return clean(text), wide, high


def _sheet(carte: Carte) -> tuple[int, int, int, int]:
    """Return where the legend begins, and the size: beside a high map, below a wide one."""
    count = len(carte.legende)
    beside = _BOX + _LETTER * max((len(one.texte) for one in carte.legende), default=0)
    left = carte.largeur + _GAP
    if carte.hauteur > carte.largeur and left + beside <= _WIDEST:
        top = max((carte.hauteur - _LINE * count) // 2, 0)
        return left, top, left + beside, max(carte.hauteur, _LINE * count)
    return 0, carte.hauteur + 16, carte.largeur, carte.hauteur + 16 + _LINE * count


def _legend(carte: Carte, left: int, first: int) -> str:
    lines = []
    for rank, one in enumerate(carte.legende):
        x, top = left + 2, first + _LINE * rank
        below = {DETACHEE: "f1", ENCLAVE: VOISINE}.get(one.classe, one.classe)
        fill = COULEURS[below]
        box = f'<rect x="{x}" y="{top}" width="26" height="18" fill="{fill}" stroke="#827c6e"/>'
        if one.classe == CERCLE:
            box = f'<circle cx="{x + 13}" cy="{top + 9}" r="11" fill="{fill}"/>'
        if one.classe in _HATCHES:
            box += f'<rect x="{x}" y="{top}" width="26" height="18" fill="url(#c-{one.classe})"/>'
        lines.append(f'{box}<text x="{left + _BOX}" y="{top + 15}">{escape(one.texte)}</text>')
    return "".join(lines)


def _over(trace: Trace, prefixe: str, *, own: bool) -> str:
    """Draw the hatching over a trace."""
    if not trace.hachure:
        return ""
    css = "" if own else ' class="hachure"'
    edge = f' stroke="{ENCRE}" stroke-width="2"' if own else ""
    return f'<path{css} fill="url(#{prefixe}-{trace.hachure})"{edge} d="{trace.chemin}"/>'


def _patterns(traces: Iterable[Trace], prefixe: str, *, own: bool) -> str:
    colours = {DETACHEE: PAPIER, ENCLAVE: ENCRE}
    return "".join(
        f'<pattern id="{prefixe}-{name}" width="9" height="9" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({angle})"><path class="trait-{name}" d="M0,0v9"{_stroke(colours[name], own=own)} '
        f'stroke-width="4"/></pattern>'
        for name, angle in _HATCHES.items()
        if own or any(trace.hachure == name for trace in traces)
    )


def _stroke(colour: str, *, own: bool) -> str:
    return f' stroke="{colour}"' if own else ""
