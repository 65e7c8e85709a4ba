"""What a mission asks for, and the indicators that may follow it, as the tables of `reference` say."""

from dataclasses import dataclass

from maillage.core.facts import MissionAction, SensIndicateur
from maillage.core.fiabilite import Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendu:
    """What a mission of the agreement asks a team to do, and to show."""

    code: str  # of the mission, in every version of the agreement
    demande: str
    preuves: str
    familles_risques: int | None = None  # of the national outline of the plan
    revision_mois: int | None = None  # the plan is to be read again after so many months
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class SousMission:
    """A part of a mission; a version of the agreement names those that it asks for."""

    code: str
    nom: str
    demande: str
    actions: tuple[MissionAction, ...]  # the actions of a dossier that deal with it
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Reperes:
    """Marks of the tool, to talk about: beyond, the team may be promising too much at once."""

    priorites_hautes: int
    departs_par_mois: int
    actions_par_referent: int
    mots_objectif: int  # a longer aim is seldom one aim


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateurUsuel:
    """An indicator of the catalogue."""

    code: str
    libelle: str
    mission: MissionAction | None = None  # None: how the CPTS itself is doing
    numerateur: str
    denominateur: str | None = None  # None: a plain count
    unite: str
    sens: SensIndicateur | None = None
    cumulatif: bool = False
    frequence: str
    fournisseur: str
    preuve: str
    national: bool = False
    contrat: str | None = None  # the national indicator that it is, as the rules name it
    source: str
    fiabilite: Fiabilite
    formule_proposee: bool = False  # a source names it, the formula is ours
