"""The tables of the statutes as their files have them, before sentences are cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.fiabilite import Fiabilite
from maillage.core.statuts import CollegeUsuel, Contrainte, NatureChoix


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEcrite:
    """An option of a choice."""

    code: str
    libelle: str
    mots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoixEcrit:
    """A choice; its default is written as a list of texts, whatever its nature."""

    cle: str
    article: int
    libelle: str
    nature: NatureChoix
    aide: str
    options: tuple[OptionEcrite, ...] = ()
    defaut: tuple[str, ...] | None = None
    min: int | None = None
    max: int | None = None
    facultatif: bool = False
    si: str | None = None
    source: str | None = None  # None: that of the whole table
    fiabilite: Fiabilite | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoix:
    """choix.yaml."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    choix: tuple[ChoixEcrit, ...]
    colleges: tuple[CollegeUsuel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementEcrit:
    """A line of a list."""

    texte: str
    si: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEcrite:
    """A sentence, and the list that it opens."""

    texte: str = ""
    si: str | None = None
    elements: tuple[ElementEcrit, ...] = ()
    liste: str | None = None
    ri: str | None = None
    rubrique: str | None = None
    a_decider: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEcrit:
    """An article."""

    numero: int
    titre: str
    titre_sans_ca: str | None = None
    commentaire: str
    clauses: tuple[ClauseEcrite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTexte:
    """texte.yaml."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    sujets_ri: Mapping[str, str]
    articles: tuple[ArticleEcrit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContraintes:
    """contraintes.yaml."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    contraintes: tuple[Contrainte, ...]
