"""The sheets that a form repeats, one per action: their lines, and the actions they are for."""

from dataclasses import dataclass

from maillage.core.facts import MissionAction

# What a cell of a sheet may print of an action: its texts, then what is put into words.
TEXTES_ACTION = frozenset(
    {
        "contexte",
        "finalite",
        "objectif_operationnel",
        "public",
        "description",
        "objectif_prs",
        "existant",
        "effets_attendus",
        "liens_autres_actions",
        "ressources",
        "evaluation",
    }
)
CHAMPS_ACTION = TEXTES_ACTION | frozenset(
    {
        "titre",
        "mission",
        "acteurs",
        "referents",
        "priorite",
        "chiffres",
        "liens",
        "maturite",
        "debut",
        "fin",
        "periode",
        "etapes",
        "indicateurs",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampFiche:
    """A part of a cell; its own label when the cell holds several."""

    champ: str  # one of CHAMPS_ACTION
    libelle: str | None = None
    facultatif: bool = False  # nothing is printed when it is unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneFiche:
    """A line of a sheet: the heading of the form, and what answers it."""

    libelle: str
    champs: tuple[ChampFiche, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PourFiches:
    """Which sheets of an included document are printed at one place of another."""

    missions: tuple[MissionAction, ...]
    sans_mission: bool = False
    titre: str  # « Thématique »: each sheet is numbered after it
    facultatif: bool = False  # the form leaves the team free to plan nothing here


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiches:
    """One sheet per action; without action, one sheet visibly empty."""

    resume: str
    titre: str  # before the title of the action: « Fiche action »
    missions: tuple[MissionAction, ...] = ()  # empty: the actions of every mission
    sans_mission: bool = False  # with `missions`: also the actions that belong to none
    nouvelle_page: bool = False  # each sheet starts a page
    numerotees: bool = False  # « Thématique 1 : … »
    facultatives: bool = False  # without action here but with others, a sentence says so
    lignes: tuple[LigneFiche, ...]
