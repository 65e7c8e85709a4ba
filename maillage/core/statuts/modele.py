"""What statutes are made of: choices, sentences with holes, constraints, and what they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from maillage.core.facts import College
from maillage.core.fiabilite import Fiabilite
from maillage.core.regles import Expression


class NatureChoix(StrEnum):
    """How a choice is answered."""

    OPTION = "option"
    OPTIONS = "options"
    OUI_NON = "oui_non"
    NOMBRE = "nombre"
    MONTANT = "montant"
    DATE = "date"
    TEXTE = "texte"
    TEXTES = "textes"
    COLLEGES = "colleges"


class Niveau(StrEnum):
    """What a point does to the statutes: they cannot be filed so, or they deserve a second look."""

    BLOQUANT = "bloquant"
    ALERTE = "alerte"


class Tenue(StrEnum):
    """How a constraint is kept."""

    VERIFIEE = "verifiee"
    CONSTRUCTION = "construction"
    NON_SUIVIE = "non_suivie"


@dataclass(frozen=True, slots=True)
class Trou:
    """A hole of a sentence: what fills it, and in which shape."""

    nom: str
    forme: str = ""


Gabarit = tuple[str | Trou, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionChoix:
    """An option: its label on screen, and its words inside the sentences."""

    code: str
    libelle: str
    mots: Gabarit = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A choice that the statutes leave open."""

    cle: str
    article: int
    libelle: str
    aide: str
    nature: NatureChoix
    options: Mapping[str, OptionChoix] = field(default_factory=dict)
    defaut: object = None
    min: int | None = None
    max: int | None = None
    facultatif: bool = False  # may stay empty: the text does without
    si: Expression | None = None  # None: always asked
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class CollegeUsuel:
    """A college that is proposed; `sans_personnes_morales` when only people may join."""

    nom: str
    membres: str
    sans_personnes_morales: str
    liberaux: bool = False
    usagers: bool = False
    sieges: int
    poids: int

    def college(self, *, personnes_morales: bool) -> College:
        """Return it as a college of the facts."""
        return College(
            nom=self.nom,
            membres=self.membres if personnes_morales else self.sans_personnes_morales,
            liberaux=self.liberaux,
            usagers=self.usagers,
            sieges=self.sieges,
            poids=self.poids,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A line of a list."""

    gabarit: Gabarit
    si: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence of an article, with the list it opens and the condition it is printed on."""

    gabarit: Gabarit = ()
    si: Expression | None = None
    elements: tuple[Element, ...] = ()
    liste: str | None = None
    ri: str | None = None  # subject handed to the règlement intérieur
    rubrique: str | None = None  # a text of the dossier, printed in its place
    a_decider: str | None = None  # a choice: while it is open, the clause stands as a blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article; 0 is the preamble, 19 the signatures."""

    numero: int
    titre: str
    titre_sans_ca: str | None = None
    commentaire: str  # for the screen, never printed
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrainte:
    """What statutes must not break."""

    code: str
    niveau: Niveau
    article: int
    tenue: Tenue
    cles: tuple[str, ...]
    message: str
    que_faire: str
    seuil: Decimal | None = None
    alerte_sous: Decimal | None = None
    alerte_sur: Decimal | None = None
    message_alerte: str | None = None
    valeurs: tuple[str, ...] = ()
    pourquoi: str | None = None  # why it cannot be broken, or is not followed


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesStatuts:
    """The three tables, read and checked."""

    choix: Mapping[str, Definition]
    colleges: tuple[CollegeUsuel, ...]
    articles: tuple[Article, ...]
    sujets_ri: Mapping[str, str]
    contraintes: tuple[Contrainte, ...]
    verifie_le: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reperes:
    """What the tables of the country say of this dossier; None where it is not known."""

    professions_sante: Mapping[str, str]  # code → label
    communes: tuple[str, ...] | None = None  # names of the communes of the territory
    epci: tuple[str, ...] | None = None


class NatureSegment(StrEnum):
    """Where a stretch of text comes from."""

    FIXE = "fixe"  # ours
    SAISI = "saisi"  # the team’s, never read again
    MANQUE = "manque"  # an answer still to give


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text."""

    texte: str
    nature: NatureSegment = NatureSegment.FIXE
    cle: str = ""  # the answer it waits for


Ligne = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphe:
    """A sentence and its list, or the place of a text of the dossier."""

    ligne: Ligne = ()
    elements: tuple[Ligne, ...] = ()
    ri: str | None = None
    rubrique: str | None = None

    def segments(self) -> Ligne:
        """Return every stretch, those of the list included."""
        return (*self.ligne, *(segment for ligne in self.elements for segment in ligne))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRedige:
    """An article as printed, with what a screen says beside it."""

    numero: int
    titre: str
    commentaire: str
    paragraphes: tuple[Paragraphe, ...]
    cles: tuple[str, ...]  # choices that it rests on
    choisis: tuple[str, ...]  # of which, made by the team
    par_defaut: tuple[str, ...]  # of which, left to the usual option
    manques: tuple[str, ...]  # answers still to give


@dataclass(frozen=True, slots=True, kw_only=True)
class Signataire:
    """Who signs, and in what capacity; None when nobody of the team holds the post."""

    fonction: str
    nom: str | None = None
    prenom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """Whole statutes."""

    articles: tuple[ArticleRedige, ...]
    signataires: tuple[Signataire, ...]
    annexe: bool  # is the list of communes joined?

    def article(self, numero: int) -> ArticleRedige:
        """Return an article by its number."""
        return next(article for article in self.articles if article.numero == numero)

    @property
    def manques(self) -> tuple[str, ...]:
        """Return the answers still to give, each once."""
        return tuple(dict.fromkeys(cle for article in self.articles for cle in article.manques))

    @property
    def par_defaut(self) -> tuple[str, ...]:
        """Return the choices left to their usual option, each once."""
        return tuple(dict.fromkeys(cle for article in self.articles for cle in article.par_defaut))


@dataclass(frozen=True, slots=True, kw_only=True)
class PointStatuts:
    """Something wrong, or worth a second look, in the statutes."""

    code: str
    niveau: Niveau
    article: int
    message: str
    que_faire: str
    cles: tuple[str, ...]
    details: tuple[str, ...] = ()
