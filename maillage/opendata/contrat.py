"""What a table of a publisher must hold: its columns, however their headings drift, and its form."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

UTF8: Final = "utf-8"
WINDOWS: Final = "cp1252"

_PARENTHESES: Final = re.compile(r"\([^)]*\)")
_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")
_YEAR: Final = re.compile(r"_?(19|20)[0-9]{2}$")
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})
_LONGEST: Final = 200  # characters of a heading that are looked at
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """A column, by the name we give it and the headings it has had."""

    nom: str
    intitules: tuple[str, ...]  # the publisher's first; case, accents, spaces and a year may drift
    facultative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Famille:
    """Columns whose headings follow a pattern, each a measure named after its heading."""

    motif: str  # on the reduced heading, whole: « p[0-9]{2}_pop(0014)? »
    exemple: str  # the heading to name when there is none
    facultative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrat:
    """The table of a source."""

    colonnes: tuple[Colonne, ...]
    familles: tuple[Famille, ...] = ()
    delimiteurs: str = ";,\t|"
    encodages: tuple[str, ...] = (UTF8, WINDOWS)
    guillemets: bool = True  # False: a quotation mark is a character like another
    entete_avant: int = 1  # the headings stand within so many lines
    sauter: int = 0  # lines to skip under the headings (units)
    membre: str | None = None  # pattern of the file in an archive, when several are tables
    feuille: str | None = None  # pattern of the sheet of a workbook
    max_octets: int | None = None  # once opened; None: the common limit


@dataclass(frozen=True, slots=True)
class Entete:
    """Where each column stands, and how the publisher heads it."""

    rangs: Mapping[str, int]
    intitules: Mapping[str, str]
    mesures: tuple[str, ...]  # names of the columns found by families
    largeur: int


@lru_cache(maxsize=10_000)
def reduire(text: str) -> str:
    """Reduce a heading to its words: no case, no accent, no parenthesis; « p22_pop0014 »."""
    text = _PARENTHESES.sub(" ", text[:_LONGEST].casefold().translate(_LIGATURES))
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _NOT_WORDS.sub("_", text).strip("_")


def sans_annee(name: str) -> tuple[str, int | None]:
    """Take the year off the end of a reduced heading: « ptot_2025 » gives « ptot » and 2025."""
    found = _YEAR.search(name)
    if not found or found.start() == 0:
        return name, None
    return name[: found.start()], int(found.group().strip("_"))


def reconnaitre(contrat: Contrat, cells: Sequence[str]) -> Entete | str:
    """Find every column of the contract in a line of headings, or say which is missing or twice."""
    heads = [reduire(cell) for cell in cells]
    ranks: dict[str, int] = {}
    for column in contrat.colonnes:
        found = _places(column, heads)
        if len(found) > 1:
            return f"la colonne « {cells[found[0]][:_SHOWN]} » est écrite deux fois"
        if found:
            ranks[column.nom] = found[0]
        elif not column.facultative:
            return _missing(column.intitules[0], cells)
    measures: dict[str, int] = {}
    for family in contrat.familles:
        pattern = re.compile(family.motif)
        named = [(head, rank) for rank, head in enumerate(heads) if pattern.fullmatch(head)]
        if not named and not family.facultative:
            return _missing(family.exemple, cells)
        for head, rank in named:
            if measures.setdefault(head, rank) != rank:
                return f"la colonne « {cells[rank][:_SHOWN]} » est écrite deux fois"
    ranks |= measures
    titles = {name: cells[rank].strip() for name, rank in ranks.items()}
    return Entete(ranks, titles, tuple(measures), len(cells))


def _places(column: Colonne, heads: Sequence[str]) -> list[int]:
    """Return where a heading of the column stands: as written first, or else with a year behind."""
    wanted = {_flat(reduire(one)) for one in column.intitules}
    exact = [rank for rank, head in enumerate(heads) if _flat(head) in wanted]
    if exact:
        return exact
    return [rank for rank, head in enumerate(heads) if _flat(sans_annee(head)[0]) in wanted]


def _flat(head: str) -> str:
    return head.replace("_", "")


def _missing(title: str, cells: Sequence[str]) -> str:
    seen = ", ".join(cell.strip() for cell in cells if cell.strip())
    shown = f"{seen[:_SHOWN]}…" if len(seen) > _SHOWN else seen or "rien"
    return f"la colonne « {title} » manque (trouvé : {shown})"
