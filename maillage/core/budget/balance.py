"""The balance of an accounting program, as rows of words: its headings found however they are worded."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

ZERO = Decimal(0)
_LARGEST: Final = Decimal("1e12")  # of an amount: a slip of the keyboard reaches it
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "compte": ("compte", "numero compte", "no compte", "n compte", "code compte", "numero"),
        "libelle": (
            "libelle",
            "intitule",
            "libelle compte",
            "intitule compte",
            "nom compte",
            "nom",
        ),
        "debit": ("debit", "total debit", "mouvement debit", "mouvements debit", "cumul debit"),
        "credit": (
            "credit",
            "total credit",
            "mouvement credit",
            "mouvements credit",
            "cumul credit",
        ),
        "solde": ("solde", "solde final", "solde periode", "solde net"),
        "solde_debit": ("solde debit", "solde debiteur", "soldes debiteurs", "solde final debit"),
        "solde_credit": (
            "solde credit",
            "solde crediteur",
            "soldes crediteurs",
            "solde final credit",
        ),
    }
)
_SMALL: Final = {"de", "du", "des", "la", "le", "les", "l", "d", "en", "eur", "euros", "a", "au"}
_LOOKED_AT: Final = 20  # lines read to find the headings
_CLASSES: Final = ("6", "7", "8")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompteLu:
    """An account as the file has it, and what became of its line."""

    ligne: int  # of the file, from 1
    compte: str
    libelle: str
    montant: Decimal | None  # above zero on its own side; None: see `refus`
    refus: str = ""
    ignore: str = ""  # why it is left out: not wrong, not for a budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What was read of a file."""

    comptes: tuple[CompteLu, ...]
    entetes: Mapping[str, str]  # heading that we need → as the file words it
    manque: tuple[str, ...]  # headings that were not found: nothing can be read
    entete_lue: tuple[str, ...]  # the words of the line taken for the headings
    desequilibre: Decimal | None  # debits less credits of the whole file; None: no way to know

    @property
    def retenus(self) -> tuple[CompteLu, ...]:
        return tuple(one for one in self.comptes if one.montant is not None and not one.ignore)

    @property
    def refuses(self) -> tuple[CompteLu, ...]:
        return tuple(one for one in self.comptes if one.refus)


Rangees = Sequence[tuple[int, Sequence[str]]]  # number of the line in the file, its cells


def lire_balance(rangees: Rangees) -> Balance:
    """Read a balance: « compte », a name, and debit and credit, or a balance."""
    rows = [cells for _, cells in rangees]
    place, found = headings(rows, _HEADINGS)
    missing = tuple(_missing(found))
    if missing:
        words = tuple(rows[place]) if rows else ()
        return Balance(comptes=(), entetes={}, manque=missing, entete_lue=words, desequilibre=None)
    read = [
        _account(number, row, found)
        for number, row in rangees[place + 1 :]
        if any(cell.strip() for cell in row)
    ]
    alone = not any({f"{side}debit", f"{side}credit"} <= found.keys() for side in ("", "solde_"))
    if alone:
        read = _without_signs(read)
    return Balance(
        comptes=tuple(one for one, _ in read),
        entetes={name: rows[place][column].strip() for name, column in found.items()},
        manque=(),
        entete_lue=tuple(rows[place]),
        desequilibre=None if alone else sum((gap for _, gap in read), ZERO),
    )


def _without_signs(read: list[tuple[CompteLu, Decimal]]) -> list[tuple[CompteLu, Decimal]]:
    """Mend a column of balances that counts incomes above zero, as some programs do."""
    incomes = [one.montant for one, _ in read if one.montant and _side(one.compte) < 0]
    if sum(incomes, ZERO) >= ZERO:
        return read
    return [
        (replace(one, montant=-one.montant), gap)
        if one.montant is not None and _side(one.compte) < 0
        else (one, gap)
        for one, gap in read
    ]


def plain(text: str) -> str:
    """Return a heading without accents, marks and small words: « N° de compte » is « n compte »."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return " ".join(word for word in words if word not in _SMALL)


def headings(
    rows: Sequence[Sequence[str]], table: Mapping[str, tuple[str, ...]]
) -> tuple[int, dict[str, int]]:
    """Return the line that looks most like headings, and the column of each."""
    best: tuple[int, dict[str, int]] = (0, {})
    for place, row in enumerate(rows[:_LOOKED_AT]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            words = plain(cell)
            for name, known in table.items():
                if words in known:
                    found.setdefault(name, column)
        if len(found) > len(best[1]):
            best = (place, found)
    return best


def _missing(found: Mapping[str, int]) -> Iterator[str]:
    if "compte" not in found:
        yield "compte"
    pairs = (("debit", "credit"), ("solde_debit", "solde_credit"))
    if "solde" not in found and not any(set(pair) <= found.keys() for pair in pairs):
        yield "débit et crédit, ou solde"


def _account(number: int, row: Sequence[str], found: Mapping[str, int]) -> tuple[CompteLu, Decimal]:
    def cell(name: str) -> str:
        column = found.get(name)
        return row[column].strip() if column is not None and column < len(row) else ""

    compte = re.sub(r"\s", "", cell("compte"))
    bare = CompteLu(ligne=number, compte=compte, libelle=cell("libelle"), montant=None)
    if not compte[:1].isdigit():
        return replace(bare, ignore="pas un compte"), ZERO
    amounts = {}
    for name in found.keys() - {"compte", "libelle"}:
        try:
            amounts[name] = montant_lu(cell(name))
        except ValueError:
            refus = f"« {cell(name)[:20]} » n’est pas un montant"
            return replace(bare, refus=refus), ZERO
    gap = _gap(amounts)
    if compte[0] not in _CLASSES:
        return replace(bare, montant=abs(gap), ignore="compte de bilan"), gap
    if not gap:
        return replace(bare, montant=ZERO, ignore="à zéro"), gap
    return replace(bare, montant=gap * _side(compte)), gap


def _gap(amounts: Mapping[str, Decimal]) -> Decimal:
    """Return debit less credit, from the columns that say it the most surely."""
    if "solde_debit" in amounts and "solde_credit" in amounts:
        return amounts["solde_debit"] - amounts["solde_credit"]
    if "debit" in amounts and "credit" in amounts:
        return amounts["debit"] - amounts["credit"]
    return amounts["solde"]


def _side(compte: str) -> int:
    """Return 1 for an expense, -1 for an income: a balance counts debits above zero."""
    return -1 if compte.startswith(("7", "87")) else 1


def montant_lu(text: str) -> Decimal:
    """Read « 1 234,56 », « 1.234,56 », « 1,234.56 », « (12,00) », « 12,00- »; empty is zero."""
    bare = re.sub(r"[\s€\u00a0\u202f']", "", text).replace("\u2212", "-")
    negative = bare.startswith("(") or bare.endswith("-")
    bare = bare.strip("()").removesuffix("-")
    if not bare:
        return ZERO
    comma, point = bare.rfind(","), bare.rfind(".")
    decimal = "," if comma > point else "."
    bare = bare.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    try:
        found = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite() or found.copy_abs() >= _LARGEST or found != round(found, 2):
        raise ValueError(text)
    return -found if negative else found
