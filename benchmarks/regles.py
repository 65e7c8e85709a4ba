"""Time the rules of a dossier: loading the catalogue once, then judging; the target is 10 ms."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from maillage.dossiers import fichier
from maillage.dossiers.controle import controler, judge_cases
from maillage.reference.regles import catalogue

TARGET_MS, LOADING_TARGET_MS = 10.0, 80.0
RUNS = 50
ON = date(2026, 11, 22)
ROOT = Path(__file__).parents[1]


def median_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median of a few runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def load() -> object:
    """Load every table again, as a new process does."""
    catalogue.cache_clear()
    return catalogue()


def main() -> int:
    """Print the medians; 1 when a target is missed."""
    example = ROOT / "exemples" / "haute-loire.yaml"
    dossier = fichier.lire(example.read_bytes(), example.name)
    cases = ROOT / "tests" / "cas" / "territoire.yaml"
    controler(dossier, on=ON)
    loading = median_ms(load, 10)
    whole = median_ms(lambda: controler(dossier, on=ON))
    form = median_ms(lambda: controler(dossier, on=ON, document="aura_pre_projet"))
    judged = median_ms(lambda: judge_cases(cases.read_bytes(), cases.name))
    print(f"catalogue, chargé une fois : {loading:.1f} ms (médiane de 10)")
    print(f"contrôle du dossier, tous documents : {whole:.1f} ms (médiane de {RUNS})")
    print(f"contrôle du dossier, pré-projet AURA : {form:.1f} ms")
    print(f"cas travaillés du territoire, lecture comprise : {judged:.1f} ms")
    return int(max(whole, form) > TARGET_MS or loading > LOADING_TARGET_MS)


if __name__ == "__main__":
    sys.exit(main())
