"""A list of people or of establishments as understood, and what a person said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from maillage.documents.reprise.entetes import Colonnes
from maillage.documents.reprise.feuilles import Rangee
from maillage.documents.reprise.rapport import Doute, LigneRapport

Fiche = TypeVar("Fiche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reglage:
    """What a person said of a list that was not understood: its columns, its words."""

    titres: int | None = None  # number of the line of titles in the file, 0: none; None: guessed
    colonnes: Colonnes | None = None  # None: guessed
    mots: Mapping[str, str] = field(default_factory=dict)  # words of the file → code


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneLue(Generic[Fiche]):
    """A line that names someone, or something."""

    numero: int
    texte: str
    fiche: Fiche
    doutes: tuple[Doute, ...] = ()
    double: int | None = None  # the line above that names the same
    mots: str = ""  # words of the file to which no code answers for sure

    @property
    def raison(self) -> str:
        return " ; ".join(doubt.phrase for doubt in self.doutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeLue(Generic[Fiche]):
    """A list as understood: each row that says something is among its lines or left out."""

    rangees: tuple[Rangee, ...]
    titres: int  # number of the line of titles in the file, 0 when there is none
    colonnes: Colonnes
    lus: tuple[LigneLue[Fiche], ...]
    ecartees: tuple[LigneRapport, ...]
