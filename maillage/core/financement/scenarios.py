"""The same contract with other results, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from maillage.core.financement.contrat import DEFAUT, ContratAci
from maillage.core.financement.echeancier import Echeancier, echeancier
from maillage.core.financement.ecriture import pourcent
from maillage.core.financement.resultats import DIX_MILLIEMES
from maillage.core.financement.tables import TablesAci
from maillage.core.financement.vues import Totaux, totaux

USUELS = (0, 6_000, DIX_MILLIEMES)  # nothing, a middling year, everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What a contract pays with some results."""

    nom: str
    taux: int | None  # in ten-thousandths; None: the results of the contract itself
    plan: Echeancier
    totaux: Totaux


def scenarios(
    contrat: ContratAci, tables: TablesAci, usuels: Iterable[int] = USUELS
) -> tuple[Scenario, ...]:
    """Return the usual scenarios, then the results of the contract when it has any."""
    rates: list[int | None] = [*usuels]
    if contrat.resultats:
        rates.append(None)
    return tuple(_scenario(contrat, tables, rate) for rate in rates)


def _scenario(contrat: ContratAci, tables: TablesAci, rate: int | None) -> Scenario:
    tried = contrat if rate is None else replace(contrat, resultats={DEFAUT: rate})
    plan = echeancier(tried, tables)
    return Scenario(nom=_name(rate), taux=rate, plan=plan, totaux=totaux(plan.lignes, tables.rangs))


def _name(rate: int | None) -> str:
    if rate is None:
        return "Vos résultats"
    return f"Résultats à {pourcent(Fraction(rate, DIX_MILLIEMES))}" if rate else "Fixe seulement"
