"""What the budget of a dossier is compared with: the money of the agreement, and what is odd."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.core.budget import (
    Alerte,
    EtatAccord,
    ReperesBudget,
    alertes,
    etat,
    exercices_saisis,
    lignes_accord,
)
from maillage.core.facts import DossierFacts, LigneBudgetProjet, MissionAction, ScenarioBudget
from maillage.core.financement import (
    CENTIMES,
    DEFAUT,
    DIX_MILLIEMES,
    ContratAci,
    Resultats,
    echeancier,
    maximum_du_contrat,
)
from maillage.core.financement.scenarios import USUELS
from maillage.dossiers.financement import projet_finance
from maillage.reference.aci import tables_aci
from maillage.reference.plan_comptable import natures
from maillage.reference.plan_comptable.accord import natures_accord

_RATES = {
    ScenarioBudget.FIXE: USUELS[0],
    ScenarioBudget.MOYEN: USUELS[1],
    ScenarioBudget.PLEIN: DIX_MILLIEMES,
}
PRUDENT = ScenarioBudget.FIXE  # as long as nobody chose


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgentAccord:
    """What the agreement brings to a budget, and whether the budget says so."""

    scenario: ScenarioBudget
    etat: EtatAccord
    attendues: tuple[LigneBudgetProjet, ...]
    contrat: ContratAci | None  # None: `manque` says what the dossier lacks
    manque: str | None = None


def argent_accord(
    facts: DossierFacts, *, on: date, scenario: ScenarioBudget | None = None
) -> ArgentAccord:
    """Compare the lines of the budget with the contract, signed or to come."""
    chosen = scenario or facts.contrat.scenario or PRUDENT
    lines = facts.budget_projet or ()
    project = projet_finance(facts, on=on)
    if project.contrat is None:
        return ArgentAccord(
            scenario=chosen,
            etat=EtatAccord.ABSENT,
            attendues=(),
            contrat=None,
            manque=project.manque,
        )
    contrat = replace(project.contrat, resultats=_results(project.contrat, chosen))
    plan = echeancier(contrat, tables_aci())
    expected = lignes_accord(plan, natures_accord(), exercices_saisis(lines))
    return ArgentAccord(
        scenario=chosen, etat=etat(lines, expected), attendues=expected, contrat=contrat
    )


def _results(contrat: ContratAci, scenario: ScenarioBudget) -> Mapping[str, Resultats]:
    if scenario is ScenarioBudget.PROPRE:
        return contrat.resultats
    return {DEFAUT: _RATES[scenario]}


def alertes_budget(facts: DossierFacts, *, on: date) -> tuple[Alerte, ...]:
    """Return what is odd in the budget of the project."""
    return alertes(
        facts.budget_projet or (),
        ReperesBudget(
            natures=natures(), missions=missions_des_actions(facts), maxima=_maxima(facts, on)
        ),
    )


def missions_des_actions(facts: DossierFacts) -> dict[str, MissionAction | None]:
    return {action.id: action.mission for action in facts.actions or ()}


def _maxima(facts: DossierFacts, on: date) -> dict[int, Decimal]:
    """Return the most that the contract brings to each civil year that it touches."""
    contrat = projet_finance(facts, on=on).contrat
    if contrat is None:
        return {}
    found: dict[int, Decimal] = {}
    for state in echeancier(contrat, tables_aci()).situations:
        most = maximum_du_contrat(state, state.grille.postes).total
        for year in range(state.annee.debut.year, state.annee.fin.year + 1):
            found[year] = max(found.get(year, Decimal(0)), Decimal(most) / CENTIMES)
    return found
