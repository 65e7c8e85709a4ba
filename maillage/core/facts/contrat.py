"""The contract as it was signed, and what happened to it since; what it pays is computed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import (
    ConditionFonctionnement,
    PartieContrat,
    Prorata,
    ScenarioBudget,
    SensIndicateur,
    VariablePremiereAnnee,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionSignee:
    """When a mission of the contract, or a supplement of one, starts and stops."""

    poste: str  # code of reference/aci/postes.yaml
    demarrage: date | None = None  # None: it has not started
    arret: date | None = None  # the first day without it


@dataclass(frozen=True, slots=True, kw_only=True)
class MontantSigne:
    """What the contract writes in place of the maxima of a sum, in euros a year."""

    poste: str
    dotation: Decimal | None = None
    fixe: Decimal | None = None
    variable: Decimal | None = None
    forfait: Decimal | None = None
    derogation: str | None = None  # why it goes above the maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class MesureSignee:
    """What an indicator said on the day that the result was agreed."""

    code: str  # id of the indicator
    libelle: str | None = None
    reference: Decimal
    cible: Decimal
    valeur: Decimal
    sens: SensIndicateur
    poids: int  # of 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultatSigne:
    """How well a mission did: in per cent, or exactly, from what its indicators measured."""

    poste: str
    annee: int | None = None  # of the contract, from 1; None: every year
    taux: Decimal | None = None  # None: not decided yet, or see `mesures`
    mesures: tuple[MesureSignee, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaitSigne:
    """Something that happened and makes a lump sum due."""

    poste: str
    le: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AvenantSigne:
    """A change of the contract, from a day on; what it does not name stays."""

    effet: date
    taille: int | None = None  # 1 to 4
    grille: str | None = None
    montants: tuple[MontantSigne, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrat:
    """The contract of the agreement, from its signature to its end."""

    date_signature: date | None = None  # by the last party
    date_effet: date | None = None  # the day the contract gives instead of its signature
    date_fin: date | None = None
    parties: tuple[PartieContrat, ...] | None = None  # who signed
    taille: int | None = None  # 1 to 4; None: that of the communes
    grille: str | None = None  # None: the version of the day of the signature
    renouvellement: bool | None = None
    missions: tuple[MissionSignee, ...] | None = None
    montants: tuple[MontantSigne, ...] | None = None
    resultats: tuple[ResultatSigne, ...] | None = None
    faits: tuple[FaitSigne, ...] | None = None
    avenants: tuple[AvenantSigne, ...] | None = None
    resiliation: date | None = None  # the first day without contract
    # What the texts leave open, when the contract settles it.
    prorata: Prorata | None = None
    condition_fonctionnement: ConditionFonctionnement | None = None
    variable_premiere_annee: VariablePremiereAnnee | None = None
    dialogues: tuple[date, ...] | None = None  # days of the yearly meetings that were held
    scenario: ScenarioBudget | None = None  # the results that the budget of the project counts on
