"""What became of each line of a spreadsheet: taken, taken with a doubt, or left out, and why."""

from dataclasses import dataclass
from enum import StrEnum

from maillage.documents.typographie import french


class SortLigne(StrEnum):
    """What became of a line."""

    PRISE = "prise"
    DOUTE = "doute"
    ECARTEE = "ecartee"


@dataclass(frozen=True, slots=True)
class Doute:
    """What a person must look at: the field that it is about, and why."""

    champ: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneRapport:
    """A line of the file and what became of it."""

    numero: int
    sort: SortLigne
    texte: str
    raison: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "raison", french(self.raison))
