"""What is asked of an importer, and what it answers: the same for every source."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from maillage.opendata.suivi import Suivi, silence
from maillage.territoires.fiche_mesures import FicheMesures


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """A file to import, and what the person says of it that nothing in it says."""

    chemin: Path
    on: date
    ecrire: bool = True  # False: a dry run
    partiel: bool = False  # a file with far fewer communes than the edition in place is meant
    millesime: int | None = None  # None: read in the file, or in its name
    geographie: int | None = None  # year of its communes; None: found out
    editeur: str | None = None  # None: that of the source
    adresse: str | None = None
    licence: str | None = None
    suivi: Suivi = silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """What an import found, and what it did."""

    source: str
    fiche: FicheMesures
    lues: int  # lines of the file
    gardees: int  # lines that gave a figure or a row
    communes: int  # communes and arrondissements of today that the edition holds
    geographie: int | None  # year of the communes of the file
    inconnus: tuple[str, ...] = ()  # codes that are no commune, today or before
    recodees: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reparties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sans: tuple[str, ...] = ()  # communes of today without a line
    secretes: int = 0
    non_significatives: int = 0
    absentes: int = 0
    agregats: tuple[str, ...] = ()  # places added up from their communes
    remarques: tuple[str, ...] = ()  # sentences for the person
    precedente: str | None = None  # the edition that was in place
    deja: bool = False  # this file is already in place
    ecrit: bool = False

    def as_data(self) -> dict[str, Any]:
        """Return it under its French keys."""
        fiche = self.fiche.as_data()
        return {
            **fiche,
            "edition": self.fiche.edition,
            "lues": self.lues,
            "gardees": self.gardees,
            "communes": self.communes,
            "geographie": self.geographie,
            "inconnus": list(self.inconnus),
            "recodees": {code: list(codes) for code, codes in self.recodees.items()},
            "reparties": {code: list(codes) for code, codes in self.reparties.items()},
            "sans": list(self.sans),
            "secretes": self.secretes,
            "non_significatives": self.non_significatives,
            "absentes": self.absentes,
            "agregats": list(self.agregats),
            "remarques": list(self.remarques),
            "precedente": self.precedente,
            "deja": self.deja,
            "ecrit": self.ecrit,
        }
