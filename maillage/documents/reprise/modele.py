"""What a reprise gives back: pieces found in a file, and what each would change in a dossier."""

from dataclasses import dataclass
from enum import StrEnum


class Confiance(StrEnum):
    """How sure a piece is, in words that a page may print."""

    SUR = "sûr"
    PROBABLE = "probable"
    A_VERIFIER = "à vérifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A value found in a file, and the place of the dossier that it would fill.

    `cible` is a path: « cpts.nom », « textes.freins », « roles.contact », or the name of a list,
    « equipe », of which `valeur` is then one record.
    """

    cible: str
    libelle: str  # the label of the form, or the name of the record
    valeur: object
    en_clair: str  # as written in the file
    ou: str  # part, question, row
    confiance: Confiance = Confiance.SUR
    remarque: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NonReconnu:
    """A text that has no sure place: it is kept, to be placed by hand."""

    texte: str
    ou: str
    raison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprise:
    """Everything found in a file."""

    document: str  # identifier of the form recognised
    titre: str
    part_reconnue: int  # per cent of the labels of the form found in the file
    pieces: tuple[Piece, ...]
    non_reconnus: tuple[NonReconnu, ...]


class EtatProposition(StrEnum):
    """A piece beside what the dossier holds."""

    IDENTIQUE = "identique"
    NOUVEAU = "nouveau"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A change that a person takes or leaves."""

    cible: str  # « cpts.nom », « textes.freins », « equipe », « equipe[faure].telephone »
    libelle: str
    etat: EtatProposition
    actuel: object  # what the dossier holds; None: nothing
    actuel_en_clair: str
    valeur: object
    en_clair: str
    piece: Piece
