"""The dated numbers and lists that the rules read, checked once and looked up by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from maillage.core.fiabilite import Fiabilite
from maillage.core.regles import DATE_JOUR, Calcul
from maillage.core.regles.operations import Inapplicable
from maillage.core.territoire.taille import bareme_le, taille
from maillage.reference.aci import baremes_taille

SIZES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Valeur:
    """A number from a day on."""

    valeur: Decimal
    depuis: date | None = None
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """A list of codes from a day on."""

    codes: tuple[str, ...]
    depuis: date | None = None
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class PassAnnuel:
    """The yearly social security ceiling."""

    source: str
    fiabilite: Fiabilite
    montants: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LignePlafond:
    """The maxima of a line, from size 1 to size 4."""

    montants: tuple[int | None, ...]
    fiabilite: tuple[Fiabilite, ...]

    def __post_init__(self) -> None:
        if len(self.montants) != SIZES or len(self.fiabilite) != SIZES:
            raise ValueError("il faut quatre montants et quatre fiabilités, de la taille 1 à la 4")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPlafonds:
    """The maxima of a version of the agreement."""

    depuis: date
    source: str
    lignes: Mapping[str, LignePlafond]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parametres:
    """Everything of `parametres.yaml`; satisfies `core.regles.Tables`."""

    verifie_le: date
    valeurs: Mapping[str, tuple[Valeur, ...]]
    pass_annuel_: PassAnnuel
    plafonds: Mapping[str, VersionPlafonds]
    listes: Mapping[str, Mapping[str, tuple[Liste, ...]]]

    def valeur(self, on: date, nom: str) -> Decimal | int | None:
        """Return a number on a day; None: it has none yet."""
        found = _at(self.valeurs[nom], on)
        return found.valeur if found else None

    def taille(self, on: date, population: int, bareme: str) -> int:
        """Return the size class on a day; refuse a scale that does not exist yet."""
        found = bareme_le(baremes_taille(), bareme, on)
        if found is None:
            raise Inapplicable("aucun barème de taille à cette date")
        return taille(population, found)

    def bornes(self, on: date, bareme: str) -> tuple[int, ...]:
        """Return the thresholds of a scale on a day."""
        found = bareme_le(baremes_taille(), bareme, on)
        return tuple(borne.seuil for borne in found.bornes) if found else ()

    def plafond(self, version: str, taille: int, ligne: str) -> int | None:
        """Return the yearly maximum of a line, None when no source gives it."""
        line = self.plafonds[version].lignes.get(ligne)
        return line.montants[taille - 1] if line and 1 <= taille <= SIZES else None

    def pass_annuel(self, annee: int) -> int | None:
        """Return the ceiling of a civil year, None when it is not published."""
        return self.pass_annuel_.montants.get(str(annee))

    def liste(self, on: date, table: str, cle: str) -> tuple[str, ...]:
        """Return the codes of a form or a document on a day."""
        found = _at(self.listes[table].get(cle, ()), on)
        if found is None:
            raise Inapplicable(f"« {cle} » n’est pas dans la table « {table} »")
        return found.codes

    def lecteurs(self) -> dict[str, Calcul]:
        """Return one reader per number, for the expressions that name it."""
        return {name: _reader(name, lines) for name, lines in self.valeurs.items()}


class _Started(Protocol):
    @property
    def depuis(self) -> date | None: ...


Line = TypeVar("Line", bound=_Started)


def _at(lines: Sequence[Line], on: date) -> Line | None:
    """Return the line that holds on a day: the last one started."""
    started = [line for line in lines if line.depuis is None or line.depuis <= on]
    return max(started, key=lambda line: line.depuis or date.min, default=None)


def _reader(name: str, lines: Sequence[Valeur]) -> Calcul:
    def read(contexte: dict[str, object]) -> object:
        on = contexte[DATE_JOUR]
        found = _at(lines, on) if isinstance(on, date) else None
        if found is None:
            raise Inapplicable(f"« {name} » n’a pas de valeur à cette date")
        return found.valeur

    return read
