"""How the team will know that the project succeeds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import (
    MissionAction,
    NatureIndicateur,
    OrigineIndicateur,
    SensIndicateur,
)
from maillage.core.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class CibleAnnuelle:
    """Where an indicator should be at the end of a year."""

    exercice: int
    valeur: Decimal  # at most two decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Releve:
    """What was measured in a year of the contract, or in a part of it."""

    annee: int  # of the contract, from 1
    periode: str | None = None  # « premier semestre »; None: the whole year
    numerateur: Decimal | None = None
    denominateur: Decimal | None = None
    valeur: Decimal | None = None  # the value itself, when its counts are not known
    taux_declare: Decimal | None = None  # as whoever supplies it wrote it, in per cent
    fournisseur: str | None = None
    preuve: str | None = None  # what shows it: « Relevé de la caisse »; no data on patients
    preuve_le: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateur:
    """An indicator: what is followed, from where to where.

    `depart` and `cible` are words, for what no number says; the numbers are beside.
    """

    id: str
    libelle: str
    nature: NatureIndicateur | None = None
    origine: OrigineIndicateur | None = None
    mission: MissionAction | None = None
    action: str | None = None  # id of an action
    depart: str | None = None  # as written: « 38 % en 2025 »
    cible: str | None = None
    source: str | None = None  # who supplies the figure
    rythme: str | None = None
    catalogue: str | None = None  # code in reference/missions/indicateurs.yaml; None: its own
    definition: str | None = None
    numerateur: str | None = None  # what is counted
    denominateur: str | None = None  # out of what; empty: out of nothing, it is a plain count
    unite: str | None = None
    sens: SensIndicateur | None = None
    cumulatif: bool | None = None  # the periods of a year add up
    depart_numerateur: Decimal | None = None  # the two counts of the baseline
    depart_denominateur: Decimal | None = None
    depart_valeur: Decimal | None = None  # the baseline itself, when its counts are not known
    depart_date: PartialDate | None = None
    cibles: tuple[CibleAnnuelle, ...] | None = None
    poids: int | None = None  # in the variable part of its mission, in per cent
    preuve: str | None = None  # what will show that the figure is right
    releves: tuple[Releve, ...] | None = None
