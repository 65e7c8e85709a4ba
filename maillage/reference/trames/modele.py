"""What a trame is made of: parts, blocks, and what each block binds to the dossier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from maillage.core.facts import EtapeDossier, MissionAction
from maillage.core.fiabilite import Fiabilite
from maillage.reference.trames.budget_projet import BudgetProjet
from maillage.reference.trames.fiches import Fiches, PourFiches
from maillage.reference.trames.listes import TableauPrs, TableauReferents
from maillage.reference.trames.statuts import PartieStatuts


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which edition of the form this is, and how we know."""

    depuis: date
    source: str
    fiabilite: Fiabilite
    verifie_le: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCase:
    """A box: the code of the answer that ticks it, and its label."""

    code: str
    libelle: str
    aussi: tuple[str, ...] = ()  # other answers that tick the same box


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Boxes that one value of the dossier ticks."""

    valeur: str
    options: tuple[OptionCase, ...]
    en_ligne: bool = False
    inconnu: str | None = None  # said when no box can be ticked
    commentaire: str | None = None  # path of a free comment printed below
    date: str | None = None  # path of the day of the decision, printed below


@dataclass(frozen=True, slots=True, kw_only=True)
class Champ:
    """A value in a cell, with its own label when the cell holds several."""

    libelle: str | None = None
    valeur: str
    facultatif: bool = False  # may stay empty: nobody is asked for it
    si: str | None = None  # path of a yes-or-no question: after « non », nothing is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneGrille:
    """A line of a grid of labels and values."""

    libelle: str
    champs: tuple[Champ, ...] = ()
    cases: Cases | None = None

    def __post_init__(self) -> None:
        if bool(self.champs) == (self.cases is not None):
            raise ValueError("une ligne de grille porte soit « champs », soit « cases »")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grille:
    """Labels on the left, values on the right."""

    resume: str
    lignes: tuple[LigneGrille, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """A column: the first known field among `champs`, or all of them joined."""

    titre: str
    champs: tuple[str, ...]
    tous: bool = False
    largeur: int = 20
    droite: bool = False
    marque: bool = False  # says in words that the participation is uncertain
    facultative: bool = False  # may stay empty: nobody is asked for it
    intitules: tuple[str, ...] = ()  # a label before each of `champs`, printed in empty rows too


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneImprimee:
    """A row that the form prints in advance, for the records bearing one of these codes."""

    libelle: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The last row of a table."""

    libelle: str
    valeur: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tableau:
    """A table with one row per record of a source."""

    resume: str
    source: str
    filtre: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sauf: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    colonnes: tuple[Colonne, ...]
    lignes_vides: int = 3  # printed when there is nothing to print
    imprimees: tuple[LigneImprimee, ...] = ()
    imprimees_selon: str | None = None  # the field that the codes of `imprimees` are compared with
    imprimees_colonne: int = 0  # where the label goes; elsewhere than first, only in an empty row
    incertains: tuple[str, ...] = ()  # degrees of engagement in orange; « inconnu » for none given
    colonnes_de_listes: int = 1  # a long list may be cut in several columns side by side
    total: Total | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    """A part of an answer: a text, data put into words, or the actions planned for missions."""

    intertitre: str | None = None
    textes: tuple[str, ...] = ()
    valeurs: tuple[str, ...] = ()  # paths, each printed as a paragraph
    si: str | None = None  # path of a yes-or-no question: after « non », no value is asked
    donnees: tuple[str, ...] = ()
    actions: tuple[MissionAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneCalendrier:
    """A line of a calendar; without `etape` it belongs to the step above."""

    code: str | None = None  # None: a line of meetings
    reunions: bool = False  # lists the meetings of the dossier
    actions: bool = False  # lists the actions that begin on a known date
    etape: str | None = None
    action: str
    toujours: bool = True  # printed even when nothing is known of it

    def __post_init__(self) -> None:
        if (self.code is None) != self.reunions:
            raise ValueError("une ligne de calendrier porte soit « code », soit « reunions »")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendrier:
    """A calendar filled from the coded steps of the dossier."""

    resume: str
    entetes: tuple[str, ...]  # two (action, period) or three (step, action, period)
    lignes: tuple[LigneCalendrier, ...]
    autres: str  # heads the steps of the dossier that the form does not know

    def __post_init__(self) -> None:
        if len(self.entetes) not in (2, 3):
            raise ValueError("un calendrier a deux ou trois colonnes")
        if len(self.entetes) == 3 and any(ligne.reunions or ligne.actions for ligne in self.lignes):
            raise ValueError("un calendrier qui liste réunions ou actions a deux colonnes")


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneBudgetImprimee:
    """A line of the budget that the form prints in advance."""

    poste: str
    libelle: str
    montant: Decimal | None = None  # printed by the form itself, when the dossier gives none


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The two sides of the budget of the construction phase."""

    resume: str
    charges_titre: str
    produits_titre: str
    charges: tuple[LigneBudgetImprimee, ...]
    produits: tuple[LigneBudgetImprimee, ...]
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A reminder that the form prints."""

    texte: str
    puces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carte:
    """The place of the map."""

    description: str
    attente: str  # said in its place until one is drawn
    jointe: str  # said in its place when the team joins its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Signataire:
    """Who signs."""

    libelle: str
    nom: str  # path
    qualite: str  # path
    lieu: str | None = None  # path; with a date, « Fait à …, le … » is printed
    date: str | None = None  # path


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """An item of the form; without content, a heading above the next items."""

    cle: str
    numero: str | None = None
    question: str | None = None
    precision: str | None = None
    niveau: int = 2
    rubriques: tuple[str, ...] = ()
    aide: tuple[str, ...] = ()  # instructions for who fills the form; screens may use them
    grille: Grille | None = None
    tableau: Tableau | None = None
    cases: Cases | None = None
    reponses: tuple[Reponse, ...] | None = None
    calendrier: Calendrier | None = None
    budget: Budget | None = None
    budget_projet: BudgetProjet | None = None
    fiches: Fiches | None = None
    note: Note | None = None
    carte: Carte | None = None
    signature: Signataire | None = None
    prs: TableauPrs | None = None
    referents: TableauReferents | None = None
    statuts: PartieStatuts | None = None
    inclus: str | None = None  # identifier of a document printed here whole
    pour: PourFiches | None = None  # with `inclus`: only the sheets of some missions
    paysage: bool = False  # on pages of its own, wider than high
    nouvelle_page: bool = False

    def __post_init__(self) -> None:
        if len(self.contenus()) > 1:
            raise ValueError("un bloc a un seul contenu ; faites-en deux blocs")
        if self.niveau not in (2, 3):
            raise ValueError("« niveau » vaut 2 ou 3")

    def contenus(self) -> tuple[object, ...]:
        """Return what the block holds: nothing or one thing."""
        every = (
            self.grille,
            self.tableau,
            self.cases,
            self.reponses,
            self.calendrier,
            self.budget,
            self.budget_projet,
            self.fiches,
            self.note,
            self.carte,
            self.signature,
            self.prs,
            self.referents,
            self.statuts,
            self.inclus,
        )
        return tuple(content for content in every if content is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partie:
    """A part of the form; without title, its blocks follow the title of the document."""

    cle: str
    numero: str | None = None
    titre: str | None = None
    precision: str | None = None
    paysage: bool = False
    nouvelle_page: bool = False
    blocs: tuple[Bloc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trame:
    """A whole form."""

    id: str
    titre: str
    titre_imprime: str
    portee: str  # « toutes », or the code of a region
    etape: EtapeDossier | None = None
    ancien_modele_de: str | None = None  # an older form of another one: produced only when named
    tableau_joint: bool = False  # a table that other documents hold, also produced alone
    pied: str
    couverture: bool = False
    sommaire: bool = False
    edition: Edition
    parties: tuple[Partie, ...]

    def blocs(self) -> tuple[Bloc, ...]:
        """Return every block, in the order of the form."""
        return tuple(bloc for partie in self.parties for bloc in partie.blocs)

    def rubriques(self) -> tuple[str, ...]:
        """Return the rubriques that the form asks, each once, in its order."""
        return tuple(dict.fromkeys(code for bloc in self.blocs() for code in bloc.rubriques))
