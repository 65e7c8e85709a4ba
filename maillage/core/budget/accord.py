"""The money of the agreement in a budget: lines that follow the simulation, and those typed by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from maillage.core.facts import Enveloppe, LigneBudgetProjet, MissionAction, OrigineLigne
from maillage.core.financement import CENTIMES, Echeancier, Volet, produits_par_exercice

ANNEES = 3  # filled when a budget has no year yet

Lignes = tuple[LigneBudgetProjet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NatureAccord:
    """Where a sum of the agreement goes in a budget."""

    poste: str
    volet: Volet
    nature: str
    enveloppe: Enveloppe
    mission: MissionAction | None = None


class EtatAccord(StrEnum):
    """Does a budget say what the simulation says?"""

    ABSENT = "absent"  # it has no line of the agreement
    A_JOUR = "a_jour"
    CHANGE = "change"


def lignes_accord(
    plan: Echeancier, table: Iterable[NatureAccord], exercices: Iterable[int] | None = None
) -> Lignes:
    """Return a line for each year, nature and mission of the contract, to the cent."""
    places = {(one.poste, one.volet): one for one in table}
    sums: dict[tuple[int, NatureAccord], int] = {}
    for part in produits_par_exercice(plan):
        place = places.get((part.poste, part.volet))
        if place is not None and part.centimes:
            key = (part.exercice, replace(place, poste="", volet=Volet.FIXE))
            sums[key] = sums.get(key, 0) + part.centimes
    known = sorted({year for year, _ in sums})
    kept = set(known[:ANNEES] if exercices is None else exercices)
    return tuple(
        LigneBudgetProjet(
            exercice=year,
            nature=place.nature,
            montant=Decimal(cents) / CENTIMES,
            mission=place.mission,
            enveloppe=place.enveloppe,
            origine=OrigineLigne.SIMULATION,
        )
        for (year, place), cents in sorted(sums.items(), key=lambda item: item[0][0])
        if year in kept
    )


def a_la_main(lignes: Iterable[LigneBudgetProjet]) -> Lignes:
    """Return the lines that somebody typed."""
    return tuple(line for line in lignes if line.origine is not OrigineLigne.SIMULATION)


def exercices_saisis(lignes: Iterable[LigneBudgetProjet]) -> tuple[int, ...] | None:
    """Return the years of the budget; None: it has none yet."""
    years = sorted({line.exercice for line in lignes})
    return tuple(years) or None


def etat(lignes: Iterable[LigneBudgetProjet], attendues: Lignes) -> EtatAccord:
    """Compare the lines that follow the simulation with what it gives now."""
    rows = tuple(lignes)
    there = _amounts(line for line in rows if line.origine is OrigineLigne.SIMULATION)
    if there == _amounts(_left(rows, attendues)):
        return EtatAccord.A_JOUR if there else EtatAccord.ABSENT
    return EtatAccord.CHANGE if there else EtatAccord.ABSENT


def actualiser(lignes: Sequence[LigneBudgetProjet], attendues: Lignes) -> Lignes:
    """Put what the simulation gives in the place of what it gave; what is typed by hand stays."""
    kept = a_la_main(lignes)
    new = _left(lignes, attendues)
    years = sorted({line.exercice for line in (*kept, *new)})
    return tuple(
        line
        for year in years
        for line in (
            *(one for one in kept if one.exercice == year),
            *(one for one in new if one.exercice == year),
        )
    )


def _left(lignes: Iterable[LigneBudgetProjet], attendues: Lignes) -> Lignes:
    """Leave out what a line typed by hand stands in place of: the same nature, the same year."""
    typed = {(line.exercice, line.nature) for line in a_la_main(lignes)}
    return tuple(line for line in attendues if (line.exercice, line.nature) not in typed)


def _amounts(
    lignes: Iterable[LigneBudgetProjet],
) -> Mapping[tuple[int, str, MissionAction | None], Decimal]:
    found: dict[tuple[int, str, MissionAction | None], Decimal] = {}
    for line in lignes:
        key = (line.exercice, line.nature, line.mission)
        found[key] = found.get(key, Decimal(0)) + (line.montant or Decimal(0))
    return found
