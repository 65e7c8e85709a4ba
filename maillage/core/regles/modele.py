"""What a rule is, and what judging one gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from maillage.core.fiabilite import Fiabilite

TOUTES: Final = "toutes"  # a region that refuses no rule: the way worked cases say « anywhere »


class Gravite(StrEnum):
    """What a rule that is not met does to the dossier, the heaviest first."""

    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


class EtatVerdict(StrEnum):
    """The three values of a verdict, the most pressing first."""

    NON_RESPECTEE = "non_respectee"
    INCONNUE = "inconnue"
    RESPECTEE = "respectee"


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition of a rule: its text, and the closure it became at load."""

    texte: str
    calcule: Callable[[dict[str, object]], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regle:
    """A dated rule, with the sentences shown to the team and where they come from."""

    code: str
    titre: str
    message: str  # what is wrong
    que_faire: str
    gravite: Gravite
    domaine: str
    regions: frozenset[str]  # empty: the whole country
    documents: frozenset[str]  # kinds of documents that ask for it
    depuis: date | None
    jusqua: date | None  # last day included
    donnees: tuple[str, ...]
    facultatives: frozenset[str]  # facts that may stay without answer and still let it be met
    champs: tuple[str, ...]  # « actions.indicateurs »: fields it reads that are not held yet
    element: str | None  # « action », « personne »: judged once for each of them
    source: str
    fiabilite: Fiabilite
    verifie_le: date
    note: str | None
    sans_objet_si: Expression | None
    inconnue_si: Expression | None
    respectee_si: Expression
    details: Expression | None  # lists what keeps it from being met

    def vaut(self, *, on: date, region: str | None, document: str | None) -> bool:
        """Say if the rule applies on that day, in that region, to that kind of document."""
        if self.depuis is not None and on < self.depuis:
            return False
        if self.jusqua is not None and on > self.jusqua:
            return False
        if self.regions and region != TOUTES and region not in self.regions:
            return False
        return document is None or document in self.documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule says of some facts."""

    regle: Regle
    etat: EtatVerdict
    motif: str
    manquants: tuple[str, ...] = ()  # the facts it reads that nobody answered
    elements: tuple[str, ...] = ()  # the lines or codes that keep it from being met
