"""A chart as drawn: rectangles, lines and words in whole units, for a decimal comma would break it."""

from dataclasses import dataclass
from typing import Final

LARGEUR: Final = 560
CORPS: Final = 15  # height of a letter

# The classes of a mark; a page colours them by its style sheet, a document by attributes.
ICI: Final = "ici"  # the territory
AUTRE: Final = "autre"  # what it is compared with
SECONDE: Final = "seconde"  # the other half of a pyramid
REPERE: Final = "repere"  # a mark over a bar
AXE: Final = "axe"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A bar, from its upper left corner."""

    x: int
    y: int
    largeur: int
    hauteur: int
    classe: str


@dataclass(frozen=True, slots=True)
class Trait:
    """A line through points; a pattern of dashes tells lines apart without colours."""

    points: tuple[tuple[int, int], ...]
    classe: str
    tirets: str = ""


@dataclass(frozen=True, slots=True)
class Rond:
    """A point of a line."""

    x: int
    y: int
    classe: str


@dataclass(frozen=True, slots=True)
class Mot:
    """Words, around, after or before their point."""

    x: int
    y: int
    texte: str
    ancre: str = "start"
    fort: bool = False


Marque = Rectangle | Trait | Rond | Mot


@dataclass(frozen=True, slots=True, kw_only=True)
class Dessin:
    """A chart, its title and what it shows said in words."""

    largeur: int
    hauteur: int
    titre: str
    description: str
    marques: tuple[Marque, ...]
    cles: tuple[tuple[str, str], ...] = ()  # class of a mark → what it stands for
