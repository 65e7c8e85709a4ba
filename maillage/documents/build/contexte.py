"""What every builder reads, and what every builder returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts
from maillage.documents.build.territoire import Territoire
from maillage.documents.carte import Fond
from maillage.documents.tree import Blank, Block, Inline, Paragraph, Run, Tone
from maillage.documents.typographie import french

A_COMPLETER = "à compléter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexte:
    """A dossier, its territory once computed, and the day of the document."""

    dossier: DossierFacts
    territoire: Territoire
    on: date
    fond: Fond  # what maps are drawn on
    action: str | None = None  # id of the only action whose sheet is drawn; None: all of them


@dataclass(frozen=True, slots=True)
class Attendu:
    """An answer that a block waits for: where it is typed, and whether it is known."""

    place: str
    connu: bool
    calcule: bool = False


@dataclass(frozen=True, slots=True)
class Construit:
    """What a builder returns: blocks to draw, and the answers they rest on."""

    blocks: tuple[Block, ...]
    attendus: tuple[Attendu, ...] = ()


def together(parts: Iterable[Construit]) -> Construit:
    """Put built parts one after the other."""
    every = tuple(parts)
    return Construit(
        tuple(block for part in every for block in part.blocks),
        tuple(attendu for part in every for attendu in part.attendus),
    )


def plain(text: str, tone: Tone = Tone.NORMAL, *, bold: bool = False) -> Inline:
    """Return a text in one style."""
    return (Run(text, bold=bold, tone=tone),)


def missing_in_cell() -> tuple[Block, ...]:
    """Return what an unknown value looks like in a cell."""
    return (Paragraph(plain(A_COMPLETER, Tone.MISSING)),)


def blank(what: str = "") -> Blank:
    """Return an empty answer; `what` says which, when a question waits for several."""
    return Blank(french(f"À compléter : {what}" if what else "À compléter"))
