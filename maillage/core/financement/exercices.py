"""What a contract brings to each civil year: due for the days of that year, whatever the day it is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from maillage.core.fiabilite import Fiabilite, plus_faible
from maillage.core.financement.contrat import ContratAci
from maillage.core.financement.echeancier import Echeancier, Situation
from maillage.core.financement.grille import Volet
from maillage.core.financement.lignes import Ligne, arrondi


@dataclass(frozen=True, slots=True, kw_only=True)
class ProduitExercice:
    """The income of a civil year from one sum of the agreement, in cents."""

    exercice: int
    poste: str
    volet: Volet
    centimes: int
    fiabilite: Fiabilite


def produits_par_exercice(plan: Echeancier) -> tuple[ProduitExercice, ...]:
    """Spread what is due for each contract year over its days; the total does not change."""
    found: dict[tuple[int, str, Volet], list[tuple[int, Fiabilite]]] = {}
    for state in plan.situations:
        for (poste, volet), rows in _by_sum(plan, state).items():
            due = sum(row.centimes for row in rows)
            sure = plus_faible(row.calcul.base.fiabilite for row in rows)
            for year, cents in _spread(due, _days(plan.contrat, state, poste, rows)):
                found.setdefault((year, poste, volet), []).append((cents, sure))
    return tuple(
        ProduitExercice(
            exercice=year,
            poste=poste,
            volet=volet,
            centimes=sum(cents for cents, _ in shares),
            fiabilite=plus_faible(sure for _, sure in shares),
        )
        for (year, poste, volet), shares in sorted(found.items(), key=lambda item: item[0])
    )


def _by_sum(plan: Echeancier, state: Situation) -> dict[tuple[str, Volet], list[Ligne]]:
    found: dict[tuple[str, Volet], list[Ligne]] = {}
    for row in plan.lignes:
        if row.annee == state.annee.numero:
            found.setdefault((row.poste, row.calcul.base.volet), []).append(row)
    return found


def _days(
    contrat: ContratAci, state: Situation, poste: str, rows: Iterable[Ligne]
) -> tuple[date, date]:
    """Return the days that a sum covers in a contract year, the last one excluded."""
    start, end = state.annee.debut, state.annee.fin
    mission = contrat.missions.get(poste)
    if mission is not None and mission.demarrage is not None:
        start, end = max(start, mission.demarrage), min(end, mission.arret or end)
    facts = [
        one.fait
        for one in contrat.forfaits
        if one.poste == poste and state.annee.debut <= one.fait < state.annee.fin
    ]
    if facts and all(row.calcul.base.volet is Volet.FORFAIT for row in rows):
        start, end = min(facts), min(facts)
    return start, end


def _spread(cents: int, days: tuple[date, date]) -> list[tuple[int, int]]:
    """Cut an amount by civil years, in proportion of their days; each cent goes to one of them."""
    start, end = days
    if start >= end:
        return [(start.year, cents)]
    firsts = [date(year, 1, 1) for year in range(start.year + 1, end.year + 1)]
    cuts = [start, *(day for day in firsts if day < end), end]
    whole = (end - start).days
    so_far = [arrondi(cents * (day - start).days, whole) for day in cuts]
    return [
        (cuts[rank].year, after - before) for rank, (before, after) in enumerate(pairwise(so_far))
    ]
