"""The closed lists that a dossier picks from: professions, types, steps, budget lines, rubriques."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from maillage.core.facts import Famille, Recours, RedactionProjet, Secteur, SensBudget
from maillage.core.fiabilite import Fiabilite
from maillage.reference.strict import Problem, Problems, read, structure

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """A heading under which a list is shown."""

    code: str
    libelle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession:
    """A profession or a capacity; `recours` and `secteur` are proposals, never findings."""

    code: str
    libelle: str
    feminin: str | None = None
    groupe: str
    sante: bool | None = None  # profession de santé in the law; None: the team must say
    recours: Recours | None = None
    secteur: Secteur | None = None
    precision: bool = False  # « lequel ? » is asked
    code_rpps: str | None = None
    source: str | None = None  # None: the source of the whole table
    fiabilite: Fiabilite | None = None  # None: that of the whole table


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeEtablissement:
    """A type of establishment, service or structure."""

    code: str
    libelle: str
    sigle: str | None = None
    famille: Famille | None = None  # None: the team must say
    lettre: bool = False  # a row printed in advance in the lettre d'intention
    precision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EtapeUsuelle:
    """A step that the calendars of the forms know."""

    code: str
    groupe: str
    libelle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteBudget:
    """A line of the small budget of the construction phase."""

    code: str
    libelle: str
    sens: SensBudget
    formulaire: bool = False  # printed in the table of the AURA form
    mode_redaction: RedactionProjet | None = None
    precision: bool = False


class NatureRubrique(StrEnum):
    """How a rubrique is filled: a text, fields and rows, or by computation."""

    TEXTE = "texte"
    STRUCTUREE = "structuree"
    CALCULEE = "calculee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubrique:
    """A fact of the dossier, asked once whatever the number of forms that print it."""

    code: str
    libelle: str
    groupe: str
    nature: NatureRubrique
    partie_de: str | None = None  # the rubrique of which it is a field, « actions »
    aide: str
    conseil: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    verifie_le: date
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class _Professions(_Table):
    groupes: tuple[Groupe, ...]
    professions: tuple[Profession, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Etablissements(_Table):
    familles: tuple[Groupe, ...]
    types: tuple[TypeEtablissement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Etapes(_Table):
    groupes: tuple[Groupe, ...]
    etapes: tuple[EtapeUsuelle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Budget(_Table):
    postes: tuple[PosteBudget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rubriques:
    verifie_le: date
    groupes: tuple[Groupe, ...]
    rubriques: tuple[Rubrique, ...]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T")
Line = TypeVar("Line", bound=_Coded)


@cache
def professions() -> Mapping[str, Profession]:
    """Return the professions by code, in the order of the lists."""
    return _by_code(_load("professions.yaml", _Professions).professions, "professions.yaml")


@cache
def groupes_professions() -> Mapping[str, Groupe]:
    """Return the headings of the list of professions."""
    return _by_code(_load("professions.yaml", _Professions).groupes, "professions.yaml")


@cache
def types_etablissement() -> Mapping[str, TypeEtablissement]:
    """Return the types of establishments by code, in the order of the lists."""
    return _by_code(_load("etablissements.yaml", _Etablissements).types, "etablissements.yaml")


@cache
def familles_etablissement() -> Mapping[str, Groupe]:
    """Return the labels of the families of establishments."""
    return _by_code(_load("etablissements.yaml", _Etablissements).familles, "etablissements.yaml")


@cache
def etapes() -> Mapping[str, EtapeUsuelle]:
    """Return the steps of the calendar by code, in their usual order."""
    return _by_code(_load("etapes.yaml", _Etapes).etapes, "etapes.yaml")


@cache
def groupes_etapes() -> Mapping[str, Groupe]:
    """Return the headings of the calendar."""
    return _by_code(_load("etapes.yaml", _Etapes).groupes, "etapes.yaml")


@cache
def postes_budget() -> Mapping[str, PosteBudget]:
    """Return the lines of the pré-projet budget by code."""
    return _by_code(_load("budget_pre_projet.yaml", _Budget).postes, "budget_pre_projet.yaml")


@cache
def rubriques() -> Mapping[str, Rubrique]:
    """Return the rubriques by code, in the order of the dossier."""
    return _by_code(_load("rubriques.yaml", _Rubriques).rubriques, "rubriques.yaml")


@cache
def groupes_rubriques() -> Mapping[str, Groupe]:
    """Return the groups of rubriques, in the order of the dossier."""
    return _by_code(_load("rubriques.yaml", _Rubriques).groupes, "rubriques.yaml")


@cache
def rubriques_texte() -> Mapping[str, Rubrique]:
    """Return the rubriques that `DossierFacts.textes` may hold: texts that belong to no row."""
    texts = {
        code: rubrique
        for code, rubrique in rubriques().items()
        if rubrique.nature is NatureRubrique.TEXTE and rubrique.partie_de is None
    }
    return MappingProxyType(texts)


@cache
def _load(name: str, kind: type[T]) -> T:
    return structure(read((_FOLDER / name).read_bytes(), name), kind, name)


def _by_code(lines: tuple[Line, ...], name: str) -> Mapping[str, Line]:
    by_code = {line.code: line for line in lines}
    if len(by_code) < len(lines):
        codes = [line.code for line in lines]
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        raise Problems(name, [Problem(f"code écrit deux fois : {', '.join(repeated)}")])
    return MappingProxyType(by_code)
