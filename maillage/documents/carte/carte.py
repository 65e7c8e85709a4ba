"""A map as drawn: traces with their class, names, and what the colours mean."""

from dataclasses import dataclass
from typing import Final

# The classes of a trace; the page colours them by its style sheet, a document by attributes.
VOISINE: Final = "loin"
DETACHEE: Final = "detachee"
ENCLAVE: Final = "enclave"
INCONNUE: Final = "v0"  # where the value is not known
NUANCES: Final = 5  # « v1 » to « v5 »: a value, from the least to the most
CERCLE: Final = "rond"  # a value as a size
TEINTES: Final = 5  # « f1 » to « f5 »: the intercommunalités, the last one for all the others


@dataclass(frozen=True, slots=True)
class Trace:
    """The outline of a commune; `hachure` is drawn over it."""

    code: str
    nom: str
    classe: str
    chemin: str  # the path, in the unit of the map
    hachure: str = ""


@dataclass(frozen=True, slots=True)
class Etiquette:
    """A name written on the map, around its middle."""

    x: int
    y: int
    texte: str
    narrow: bool = False  # no room for the larger letters of a phone


@dataclass(frozen=True, slots=True)
class Legende:
    """What a colour or a hatching means."""

    classe: str
    texte: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carte:
    """A map, in whole units: a decimal comma would break it."""

    largeur: int
    hauteur: int
    titre: str
    description: str
    traces: tuple[Trace, ...]
    etiquettes: tuple[Etiquette, ...] = ()
    legende: tuple[Legende, ...] = ()
    source: str = ""
