"""A contract as it was signed and lived: what the schedule of payments is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from maillage.core.facts.codes import ConditionFonctionnement, Prorata, VariablePremiereAnnee

DEFAUT = "defaut"  # the results of the missions, or of the years, that have none of their own


class Sens(StrEnum):
    """Does an indicator have to rise, or to fall?"""

    CROISSANT = "croissant"
    DECROISSANT = "decroissant"


class Formule(StrEnum):
    """How the level reached by an indicator is read (open point O4)."""

    LINEAIRE = "lineaire"
    TOUT_OU_RIEN = "tout_ou_rien"
    PALIERS = "paliers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palier:
    """A step of the results; both in ten-thousandths."""

    atteint: int  # from this level on
    taux: int  # this share is paid


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateurContrat:
    """An indicator of a contract, with what was measured; None: it could not be computed."""

    code: str
    reference: Decimal
    cible: Decimal
    valeur: Decimal | None = None
    sens: Sens = Sens.CROISSANT
    poids: int  # of 100


# A rate in ten-thousandths, or the indicators that give it; None: not decided yet.
Resultat = int | tuple[IndicateurContrat, ...] | None
# The same every year, or year by year (« 1 » to « 5 », and `DEFAUT`).
Resultats = int | tuple[IndicateurContrat, ...] | Mapping[str, Resultat] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionContrat:
    """When a mission, or a supplement of one, starts and stops."""

    demarrage: date | None = None  # None: it never started
    arret: date | None = None  # the first day without it


@dataclass(frozen=True, slots=True, kw_only=True)
class MontantsNegocies:
    """What the contract writes in place of the maxima, in cents."""

    dotation: int | None = None
    fixe: int | None = None
    variable: int | None = None
    forfait: int | None = None
    derogation: str | None = None  # why the contract goes above the maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class Avenant:
    """A change of the contract, from a day on; what it does not name stays."""

    effet: date
    taille: int | None = None
    grille: str | None = None
    montants_negocies: Mapping[str, MontantsNegocies] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fait:
    """Something that happened and makes a lump sum due."""

    poste: str
    fait: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsContrat:
    """What the sources leave open: the answer of the contract, or the usual reading."""

    renouvellement: bool = False
    condition_fonctionnement: ConditionFonctionnement = ConditionFonctionnement.MISSION_DEMARREE
    prorata: Prorata = Prorata.JOURS_REELS
    variable_premiere_annee: VariablePremiereAnnee = VariablePremiereAnnee.PRORATA
    formule_resultats: Formule = Formule.LINEAIRE
    paliers: tuple[Palier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContratAci:
    """A contract of the agreement, from its signature to its end."""

    grille: str
    taille: int
    signature: date  # by the last party, or the day the contract gives instead
    duree_annees: int | None = None  # None: as long as the agreement says
    missions: Mapping[str, MissionContrat] = field(default_factory=dict)
    resultats: Mapping[str, Resultats] = field(default_factory=dict)
    montants_negocies: Mapping[str, MontantsNegocies] = field(default_factory=dict)
    avenants: tuple[Avenant, ...] = ()
    forfaits: tuple[Fait, ...] = ()
    resiliation: date | None = None  # the first day without contract
    options: OptionsContrat = field(default_factory=OptionsContrat)


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One thing that cannot be, and the field of the contract that says it."""

    champ: str  # « missions.acces.arret », « avenants[1].taille »
    message: str
