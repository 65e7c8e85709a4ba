"""France in squares: one for each département, about where it lies; no outline is needed for it."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from maillage.core.territoire import Compte
from maillage.reference import cog
from maillage.web.typographie import fr, pourcent

GRILLE: Final = (
    ".. .. .. .. .. .. .. 62 59 .. .. .. ..",
    ".. .. .. .. .. 76 80 60 02 08 .. .. ..",
    ".. .. .. 50 14 27 95 93 77 51 55 57 67",
    "29 22 35 53 61 28 78 92 75 94 10 54 68",
    ".. 56 44 49 72 41 45 91 89 52 88 70 90",
    ".. .. .. 85 79 37 36 18 58 21 39 25 ..",
    ".. .. .. 17 16 86 87 23 03 71 01 74 ..",
    ".. .. .. 33 24 19 63 42 69 38 73 .. ..",
    ".. .. 40 47 46 15 43 07 26 05 .. .. ..",
    ".. 64 32 82 12 48 30 84 04 06 .. .. ..",
    ".. 65 31 81 34 13 83 .. .. .. .. 2B ..",
    ".. .. 09 11 66 .. .. .. .. .. .. 2A ..",
    "971 972 973 974 976 .. .. .. .. .. .. .. ..",
)
_SIDE: Final = 46
_GAP: Final = 3
SEUILS: Final = (Decimal(25), Decimal(50), Decimal(75), Decimal(95))
_DARK: Final = ("v4", "v5")  # the code is written in the colour of the paper
LEGENDE: Final = (
    ("v0", "Non décrit"),
    ("v1", "Moins de 25 %"),
    ("v2", "25 à 50 %"),
    ("v3", "50 à 75 %"),
    ("v4", "75 à 95 %"),
    ("v5", "95 % et plus"),
)


def classe(part: Decimal | None) -> str:
    """Return the shade of a share."""
    if part is None:
        return "v0"
    return f"v{1 + sum(part >= bound for bound in SEUILS)}"


def dessiner(comptes: Mapping[str, Compte]) -> SafeString:
    """Draw the squares, each a link to its département; every name is escaped."""
    shapes = []
    for y, row in enumerate(GRILLE):
        for x, code in enumerate(row.split()):
            found = cog.table().departement(code)
            if found is not None:
                shapes.append(_case(x, y, code, found.nom, comptes.get(code, Compte())))
    wide = _SIDE * len(GRILLE[0].split())
    svg = (
        f'<svg class="carte-territoire carte-cases" viewBox="0 0 {wide} {_SIDE * len(GRILLE)}" '
        f'role="group" aria-label="Départements, du moins au plus couvert">{"".join(shapes)}</svg>'
    )
    return mark_safe(svg)  # noqa: S308 -- ours, each name escaped


def _case(x: int, y: int, code: str, name: str, compte: Compte) -> str:
    part = compte.part_couverte
    said = fr(
        f"{name} : " + ("non décrit" if part is None else f"{pourcent(part, 1)} de la population")
    )
    shade = classe(part)
    dark = ' class="sur-sombre"' if shade in _DARK else ""
    left, top, side = x * _SIDE, y * _SIDE, _SIDE - _GAP
    return (
        f'<a href="{reverse("couverture_departement", args=(code,))}"><title>{escape(said)}</title>'
        f'<path class="{shade}" d="M{left},{top}h{side}v{side}h-{side}z"/>'
        f'<text{dark} x="{left + side // 2}" y="{top + side // 2 + 6}">{code}</text></a>'
    )
