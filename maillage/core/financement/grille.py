"""A version of the agreement: its missions, and the yearly maximum of each sum by size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from maillage.core.facts.codes import MissionAction
from maillage.core.fiabilite import Fiabilite

CENTIMES = 100  # in a euro
CALCUL = "calcul"  # the source of what no text writes
TOTAL = "total"  # the set that holds every line


class Volet(StrEnum):
    """How a sum is paid."""

    DOTATION = "dotation"  # to run the CPTS
    FIXE = "fixe"  # an advance, then the balance
    VARIABLE = "variable"  # by results, without advance
    FORFAIT = "forfait"  # whole, once something has happened


class Genre(StrEnum):
    """Must a contract hold the mission?"""

    SOCLE = "socle"
    OPTIONNELLE = "optionnelle"


class Frequence(StrEnum):
    """How often a lump sum may be due."""

    CONTRAT = "contrat"
    ANNEE = "annee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poste:
    """What is paid for; the order of the table is the order of the lines of a day."""

    code: str
    nom: str
    mission: str | None = None
    supplement: bool = False  # adds to another sum of its mission, with a start of its own
    actions: tuple[MissionAction, ...] = ()  # of a supplement: what in a dossier announces it
    frequence: Frequence | None = None  # of a lump sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Cellule:
    """A maximum for a whole year, for one size."""

    taille: int
    euros: int | None  # None: a source names the sum, none gives the amount
    fiabilite: Fiabilite
    source: str  # key of the sources of the version

    @property
    def centimes(self) -> int | None:
        """Return the amount in cents."""
        return None if self.euros is None else self.euros * CENTIMES


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneGrille:
    """The maxima of one sum, from the first size to the last."""

    poste: str
    volet: Volet
    note: str | None = None
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalGrille:
    """A total that a source prints, or that is added up: of a mission, or of everything."""

    ensemble: str
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionAccord:
    """A mission of a version, and the months after the signature by which it must live."""

    code: str
    nom: str
    genre: Genre
    volets: tuple[str, ...] = ()  # what it is made of, when it has parts
    actions: tuple[MissionAction, ...]  # the missions of the actions of a dossier
    demarrage_mois: int | None = None
    deploiement_mois: int | None = None
    fiabilite: Fiabilite
    source: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Grille:
    """One version of the agreement, from the day it starts."""

    code: str
    nom: str
    signe_le: date
    publie_le: date
    depuis: date
    fiabilite_depuis: Fiabilite
    note: str | None = None
    verifie_le: date
    sources: Mapping[str, str]
    missions: tuple[MissionAccord, ...]
    lignes: tuple[LigneGrille, ...]
    totaux: tuple[TotalGrille, ...]

    @cached_property
    def _cells(self) -> Mapping[tuple[str, Volet, int], Cellule]:
        return {
            (ligne.poste, ligne.volet, cellule.taille): cellule
            for ligne in self.lignes
            for cellule in ligne.cellules
        }

    @cached_property
    def _notes(self) -> Mapping[tuple[str, Volet], str | None]:
        return {(ligne.poste, ligne.volet): ligne.note for ligne in self.lignes}

    @cached_property
    def tailles(self) -> tuple[int, ...]:
        """Return the sizes that this version knows."""
        return tuple(sorted({taille for _, _, taille in self._cells}))

    @cached_property
    def postes(self) -> tuple[str, ...]:
        """Return the codes of what this version pays for, in the order of its table."""
        return tuple(dict.fromkeys(ligne.poste for ligne in self.lignes))

    def cellule(self, poste: str, volet: Volet, taille: int) -> Cellule | None:
        """Return a maximum, or None when this version has no such sum."""
        return self._cells.get((poste, volet, taille))

    def note_ligne(self, poste: str, volet: Volet) -> str | None:
        """Return what is to be known of a sum of this version."""
        return self._notes.get((poste, volet))

    def total(self, ensemble: str, taille: int) -> Cellule | None:
        """Return the total of a mission, or of everything (`TOTAL`)."""
        found = (total.cellules for total in self.totaux if total.ensemble == ensemble)
        cells = next(found, ())
        return next((cellule for cellule in cells if cellule.taille == taille), None)

    def mission(self, code: str) -> MissionAccord | None:
        """Return a mission of this version."""
        return next((mission for mission in self.missions if mission.code == code), None)


def grille_le(grilles: Iterable[Grille], on: date) -> Grille | None:
    """Return the version that holds on a day, or None before the first one."""
    started = [grille for grille in grilles if grille.depuis <= on]
    return max(started, key=lambda grille: grille.depuis, default=None)
