"""The rules by which amounts are computed, and what the texts leave open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.facts.codes import NatureLigne
from maillage.core.financement.echeancier import Echeancier
from maillage.core.financement.lignes import Ligne, Origine
from maillage.core.financement.tables import TablesAci


class Marque(StrEnum):
    """What a rule rests on."""

    SOURCE = "source"
    DEDUIT = "deduit"
    CHOIX = "choix"
    OUVERT = "ouvert"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleCalcul:
    """A rule of the convention."""

    phrase: str
    marque: Marque
    point: str | None = None  # the open point that it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOuvert:
    """A question that no text settles, our answer, and what another would change."""

    question: str
    retenu: str
    effet: str
    option: str | None = None  # the option of a contract that answers otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """All the rules, in one version."""

    version: int
    verifie_le: date
    source: str
    avertissement: str  # shown wherever an amount is
    regles: Mapping[str, RegleCalcul]
    points_ouverts: Mapping[str, PointOuvert]


def points_de_ligne(ligne: Ligne, tables: TablesAci) -> tuple[str, ...]:
    """Return the open points that the amount of a payment, or its day, depends on."""
    return tuple(_points(ligne, tables))


def _points(ligne: Ligne, tables: TablesAci) -> Iterator[str]:
    calcul = ligne.calcul
    cut = calcul.part is not None and not calcul.part.entiere
    variable = ligne.nature is NatureLigne.VARIABLE
    whens = (
        ("O1", cut),
        ("O2", "D3" in calcul.regles),
        ("O3", cut and variable),
        ("O4", variable),
        ("O5", tables.postes[ligne.poste].supplement),
        ("O6", ligne.nature is NatureLigne.FORFAIT),
        ("O8", "D5" in calcul.regles),
        ("O9", "G7" in calcul.regles),
        ("O10", calcul.base.origine is Origine.GRILLE),
    )
    return (code for code, depends in whens if depends)


def points_ouverts(plan: Echeancier, tables: TablesAci) -> tuple[str, ...]:
    """Return the open points that a schedule depends on, in their order."""
    found = {code for ligne in plan.lignes for code in points_de_ligne(ligne, tables)}
    if any(avenant.taille or avenant.grille for avenant in plan.contrat.avenants):
        found.add("O7")
    return tuple(sorted(found, key=lambda code: int(code[1:])))
