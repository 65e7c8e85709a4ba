"""Time the schedule of payments of a contract; the targets are 5 ms for five years, 3 s for 1 000 CPTS."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from maillage.core.financement import (
    DEFAUT,
    ContratAci,
    MissionContrat,
    anomalies,
    echeancier,
    totaux,
)
from maillage.reference.aci import tables_aci

TARGET_MS, MANY_TARGET_S = 5.0, 3.0
RUNS, MANY = 100, 1_000
SIGNED = date(2022, 9, 15)
MISSIONS = (
    "acces", "acces_compensation", "acces_snp", "parcours", "prevention", "qualite", "accompagnement",
)  # fmt: skip


def contract() -> ContratAci:
    """Return the heaviest ordinary contract: every mission, started along the first year."""
    missions = {
        code: MissionContrat(demarrage=SIGNED + timedelta(days=40 * rank))
        for rank, code in enumerate(MISSIONS)
    }
    return ContratAci(
        grille="ACI_2019", taille=2, signature=SIGNED, missions=missions, resultats={DEFAUT: 6_000}
    )


def simulate(contrat: ContratAci) -> int:
    """Check, compute and add up, as the command and the pages do."""
    tables = tables_aci()
    if anomalies(contrat, tables):
        raise ValueError("ce contrat est impossible")
    plan = echeancier(contrat, tables)
    return totaux(plan.lignes, tables.rangs).total


def median_ms(work: Callable[[], object]) -> float:
    """Return the median of a few runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    """Print the figures; 1 when a target is missed."""
    one = contract()
    simulate(one)
    single = median_ms(lambda: simulate(one))
    many = [
        replace(one, taille=1 + number % 4, signature=SIGNED - timedelta(days=number))
        for number in range(MANY)
    ]
    start = time.perf_counter()
    total = sum(simulate(contrat) for contrat in many)
    seconds = time.perf_counter() - start
    print(f"cinq ans, sept sommes : {single:.2f} ms (médiane de {RUNS})")
    print(f"{MANY} CPTS : {seconds:.2f} s, {total / 100:,.2f} € en tout")
    return int(single > TARGET_MS or seconds > MANY_TARGET_S)


if __name__ == "__main__":
    sys.exit(main())
