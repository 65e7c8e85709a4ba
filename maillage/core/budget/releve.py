"""A bank statement as rows of words: its days, its words, what came in; its headings found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from maillage.core.budget.balance import Rangees, headings, montant_lu

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "date": ("date", "date operation", "date comptable", "date paiement", "date virement"),
        "libelle": (
            "libelle",
            "libelle operation",
            "intitule",
            "operation",
            "nature operation",
            "motif",
            "description",
        ),
        "reference": ("reference", "ref", "reference virement", "numero", "n virement"),
        "credit": ("credit", "credits", "montant credit", "recettes", "encaissement"),
        "debit": ("debit", "debits", "montant debit", "depenses", "decaissement"),
        "montant": ("montant", "montant operation", "montant paye", "montant verse", "somme"),
    }
)
_DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_CENTURY: Final = 2000
_LONG: Final = 1000  # a year of four figures


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLue:
    """A line of the statement, and what became of it."""

    ligne: int  # of the file, from 1
    date: date | None
    libelle: str
    reference: str = ""
    montant: Decimal | None  # above zero: it came in; None: see `refus`
    refus: str = ""

    @property
    def entree(self) -> bool:
        """Did money come in?"""
        return self.montant is not None and self.montant > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleveLu:
    """What was read of a statement."""

    operations: tuple[OperationLue, ...]
    entetes: Mapping[str, str]  # heading that we need → as the file words it
    manque: tuple[str, ...]  # headings that were not found: nothing can be read
    entete_lue: tuple[str, ...]  # the words of the line taken for the headings

    @property
    def entrees(self) -> tuple[OperationLue, ...]:
        """Return what came in."""
        return tuple(one for one in self.operations if one.entree)

    @property
    def refuses(self) -> tuple[OperationLue, ...]:
        """Return the lines that cannot be read."""
        return tuple(one for one in self.operations if one.refus)


def lire_releve(rangees: Rangees) -> ReleveLu:
    """Read a statement: « date », words, and credit and debit, or an amount."""
    rows = [cells for _, cells in rangees]
    place, found = headings(rows, _HEADINGS)
    missing = tuple(_missing(found))
    words = tuple(rows[place]) if rows else ()
    if missing:
        return ReleveLu(operations=(), entetes={}, manque=missing, entete_lue=words)
    read = (_operation(number, row, found) for number, row in rangees[place + 1 :])
    return ReleveLu(
        operations=tuple(one for one in read if one is not None),
        entetes={name: words[column].strip() for name, column in found.items()},
        manque=(),
        entete_lue=words,
    )


def _missing(found: Mapping[str, int]) -> Iterator[str]:
    if "date" not in found:
        yield "date"
    if not found.keys() & {"credit", "montant"}:
        yield "crédit, ou montant"


def _operation(number: int, row: Sequence[str], found: Mapping[str, int]) -> OperationLue | None:
    """Read a line; None for one that has neither a day nor an amount: a balance, a note."""

    def cell(name: str) -> str:
        column = found.get(name)
        return row[column].strip() if column is not None and column < len(row) else ""

    amounts = [cell(name) for name in ("credit", "debit", "montant")]
    if not cell("date") or not any(amounts):
        return None
    bare = OperationLue(
        ligne=number,
        date=jour_lu(cell("date")),
        libelle=cell("libelle"),
        reference=cell("reference"),
        montant=None,
    )
    if bare.date is None:
        return replace(bare, refus=f"« {cell('date')[:20]} » n’est pas un jour")
    try:
        credit, debit, amount = map(montant_lu, amounts)
    except ValueError as error:
        return replace(bare, refus=f"« {str(error)[:20]} » n’est pas un montant")
    return replace(bare, montant=abs(credit) - abs(debit) if "credit" in found else amount)


def jour_lu(text: str) -> date | None:
    """Read « 03/09/2026 », « 3.9.26 » or « 2026-09-03 »; None for anything else."""
    if iso := _ISO.fullmatch(text.strip()):
        year, month, day = map(int, iso.groups())
    elif found := _DAY.fullmatch(text.strip()):
        day, month, year = map(int, found.groups())
        year += _CENTURY if year < _LONG else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
