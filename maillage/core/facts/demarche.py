"""The work of the team: meetings, steps, planned actions, choices of the pré-projet, budget."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import (
    CritereSmart,
    Maturite,
    MissionAction,
    NatureLien,
    NatureReunion,
    Priorite,
    RedactionProjet,
    SensBudget,
)
from maillage.core.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunion:
    """A meeting, held or planned."""

    date: PartialDate | None = None
    intitule: str
    nature: NatureReunion | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """A step of the calendar; `code` is one of reference/etapes.yaml, each at most once."""

    code: str
    libelle: str | None = None  # None: the usual words of the step
    debut: PartialDate | None = None
    fin: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EtapeAction:
    """A key step of an action."""

    libelle: str
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChiffreCite:
    """A figure of the diagnosis that an action answers, as it read on the day it was linked."""

    libelle: str
    valeur: str | None = None  # frozen as a text: « 9,4 % en 2022 »
    source: str | None = None
    indicateur: str | None = None  # identifier in the catalogue of the territory; None: typed


@dataclass(frozen=True, slots=True, kw_only=True)
class LienAction:
    """A link from an action to another of the dossier."""

    action: str  # id of the other action
    nature: NatureLien = NatureLien.COMPLEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPrevue:
    """An action that the team plans for a mission."""

    id: str
    titre: str
    mission: MissionAction | None = None
    problemes: tuple[str, ...] | None = None  # codes of themes found in the diagnosis
    contexte: str | None = None
    finalite: str | None = None
    objectif_operationnel: str | None = None
    public: str | None = None
    description: str | None = None
    acteurs: tuple[str, ...] | None = None  # ids of people or establishments
    maturite: Maturite | None = None
    debut: PartialDate | None = None
    fin: PartialDate | None = None
    etapes: tuple[EtapeAction, ...] | None = None
    objectif_prs: str | None = None
    existant: str | None = None
    effets_attendus: str | None = None
    liens_autres_actions: str | None = None
    ressources: str | None = None
    evaluation: str | None = None
    referents: tuple[str, ...] | None = None  # ids of people
    priorite: Priorite | None = None
    chiffres: tuple[ChiffreCite, ...] | None = None  # of the diagnosis
    liens: tuple[LienAction, ...] | None = None
    criteres_smart: tuple[CritereSmart, ...] | None = None  # those that the team vouches for


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneBudget:
    """A line of the small budget of the construction phase."""

    poste: str  # code of reference/budget_pre_projet.yaml
    libelle: str | None = None
    sens: SensBudget
    montant: Decimal | None = None  # euros, at most two decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Choix:
    """The yes-or-no questions and the choices of the pré-projet."""

    acteurs_tous_informes: bool | None = None
    souhait_accelerateur: bool | None = None
    souhait_accelerateur_commentaire: str | None = None
    souhait_mission_precoce: bool | None = None
    souhait_mission_precoce_commentaire: str | None = None
    redaction_projet: RedactionProjet | None = None
    date_decision_bureau: date | None = None
    indemnisation_au_reglement: bool | None = None
