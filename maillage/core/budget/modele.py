"""The natures of a budget, and the form that prints them: rows, totals, where the rest goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LIGNE_SANS_CLASSE = "autres"


class Cote(StrEnum):
    """Side of a nature: an expense, an income, and the two sides of what is given for free."""

    CHARGE = "charge"
    PRODUIT = "produit"
    EMPLOI = "emploi"  # account 86: what the help given for free is used for
    CONTRIBUTION = "contribution"  # account 87: the help received


@dataclass(frozen=True, slots=True, kw_only=True)
class Comptes:
    """The account of a nature in each chart; None when the chart has none."""

    plan_1999: str | None = None
    plan_2018: str | None = None
    plan_2025: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """What money is spent on, or where it comes from: what the team types, whatever the form."""

    code: str
    libelle: str
    cote: Cote
    ligne: str  # its row in a form that has every row
    comptes: Comptes
    pre_projet: str | None = None  # its line in the small budget of the construction phase
    financeur: str | None = None  # who gives, when the nature says it by itself
    note: str | None = None
    durable: bool = False  # it comes back every year
    salaire: bool = False
    accord: bool = False  # paid by the national agreement

    @property
    def classe(self) -> str:
        """Return the class of its row: « c60 » for « c60_autres »."""
        return self.ligne.partition("_")[0]


class Sorte(StrEnum):
    """What a row of a form does."""

    TITRE = "titre"
    CLASSE = "classe"  # sum of its lines, or an amount of its own when it has none
    LIGNE = "ligne"
    LIBRE = "libre"  # a dash: details the line above, one name per row
    DONT = "dont"  # information: already counted in another row
    TOTAL = "total"  # sum of the rows above it, up to the previous total


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang:
    """One side of a printed row."""

    cle: str
    libelle: str
    sorte: Sorte = Sorte.LIGNE
    de: str | None = None  # the row that counts this one
    detaille: str | None = None  # LIBRE: the row whose details it prints
    natures: tuple[str, ...] = ()  # DONT: what it adds up
    nom: bool = False  # the name of who gives follows the label
    appel: int | None = None  # footnote call


@dataclass(frozen=True, slots=True, kw_only=True)
class Rangee:
    """A printed row: a side for charges, a side for products, either of which may be empty."""

    charge: Rang | None = None
    produit: Rang | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulaire:
    """A printed budget, with all its rows and the way it sends a nature to one of them."""

    id: str
    entetes: tuple[str, ...]  # charges, amount, products, amount
    appel_entete: int | None = None  # footnote call on the first « amount »
    centimes: bool = True
    rangees: tuple[Rangee, ...]
    renvois: Mapping[str, str] = field(default_factory=dict)  # row the form has not → row
    indirectes: Mapping[str, str]  # class → row; « autres » for the classes left out
    negatifs: Mapping[Cote, str]  # where an amount below zero goes, on the other side
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.entetes) != 4:  # noqa: PLR2004 -- two labels, two amounts
            raise ValueError("un budget a quatre colonnes")

    def rangs(self) -> tuple[Rang, ...]:
        """Return every row of both sides, charges first, in printed order."""
        charges = tuple(r.charge for r in self.rangees if r.charge)
        return charges + tuple(r.produit for r in self.rangees if r.produit)

    def ligne(self, nature: Nature) -> str:
        """Return the row that prints a nature."""
        return self.renvois.get(nature.ligne, nature.ligne)

    def indirecte(self, nature: Nature) -> str:
        """Return the row that prints a nature of a charge of the structure."""
        return self.indirectes.get(nature.classe, self.indirectes[LIGNE_SANS_CLASSE])
