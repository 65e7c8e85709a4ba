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
    letters = f'font-family="Open Sans" font-size="{CORPS}" fill="{ENCRE}"'
    names = "".join(
        f'<text x="{one.x}" y="{one.y}" text-anchor="middle" font-weight="bold" {extra}>'
        f"{escape(one.texte)}</text>"
        for one in carte.etiquettes
        for extra in (
            f'stroke="{PAPIER}" stroke-width="5" stroke-linejoin="round"',
            "",
        )
    )
    high = carte.hauteur + 16 + _LINE * len(carte.legende)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {carte.largeur} {high}" '
        f'width="{carte.largeur}" height="{high}">'
        f"<defs>{_patterns(carte.traces, 'c', own=True)}"
        f'<clipPath id="feuille"><rect width="{carte.largeur}" height="{carte.hauteur}"/></clipPath>'
        f'</defs><g clip-path="url(#feuille)">{shapes}</g><g {letters}>{names}{_legend(carte)}</g></svg>'
    )
    return clean(text), carte.largeur, high


def _legend(carte: Carte) -> str:
    lines = []
    for rank, one in enumerate(carte.legende):
        top = carte.hauteur + 16 + _LINE * rank
        below = {DETACHEE: "f1", ENCLAVE: VOISINE}.get(one.classe, one.classe)
        fill = COULEURS[below]
        box = f'<rect x="2" y="{top}" width="26" height="18" fill="{fill}" stroke="#827c6e"/>'
        if one.classe in _HATCHES:
            box += f'<rect x="2" y="{top}" width="26" height="18" fill="url(#c-{one.classe})"/>'
        lines.append(f'{box}<text x="38" y="{top + 15}">{escape(one.texte)}</text>')
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
