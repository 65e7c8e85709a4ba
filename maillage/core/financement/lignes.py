"""A payment, and all that its amount was computed from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from maillage.core.facts.codes import NatureLigne
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement.calendrier import Part
from maillage.core.financement.grille import Volet


class Origine(StrEnum):
    """Where the yearly amount comes from."""

    GRILLE = "grille"
    CONTRAT = "contrat"  # negotiated: it stands in place of the table
    INCONNUE = "inconnue"  # the sum exists, its amount is nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The yearly amount that a payment is a part of."""

    centimes: int
    origine: Origine
    grille: str
    taille: int
    poste: str
    volet: Volet
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Calcul:
    """The numbers of a formula: base × part of the year × share or rate, less what was paid."""

    base: Base
    part: Part | None = None  # None: the whole year, whatever happens
    avance: Fraction | None = None  # the share that is paid ahead
    taux: Fraction | None = None  # of the results
    du: int | None = None  # cents due for the year, before the advance is taken off
    deja_verse: int | None = None
    regles: tuple[str, ...]  # of the convention


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """A payment of a contract."""

    le: date  # of what makes it due
    limite: date | None  # None: no source sets one
    annee: int  # of the contract
    poste: str
    nature: NatureLigne
    centimes: int
    calcul: Calcul
    maximum: int | None = None  # results still to be decided: between `centimes` and this
    indicatif: bool = False  # money to give back, not decided by the caisse: out of the cash (G7)


def arrondi(numerateur: int, denominateur: int) -> int:
    """Round to the nearest cent, an exact half away from zero (A3)."""
    size = (2 * abs(numerateur) + denominateur) // (2 * denominateur)
    return size if numerateur >= 0 else -size
