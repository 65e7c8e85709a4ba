"""Many people write the same texts at once: is every word found again, and how long does a save take?

A real server (`maillage servir`), on a file of SQLite and on PostgreSQL. 50 people who may write in
one dossier save 200 times each, without a pause, the four texts that they share: each changes a
paragraph of their own, sometimes the one that all change; some saves are sent twice at once, some
start from an old version, some are cut before the answer. The peer is a person who types: the page
saves by itself a moment after a pause, and 95 saves of 100 must take less than LIMIT_SECONDS while
these 50 people never pause. Nothing may be lost, no answer may be a failure, and the journal holds.

    .venv/bin/python benchmarks/ecriture.py [--base sqlite] [--ecrivains 8] [--fois 10]
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from subprocess import CompletedProcess
from typing import Any

from banc.base import RUBRIQUES
from banc.ecrivain import Ecrivain
from banc.serveur import Instance, on_postgresql, on_sqlite

BASES = {"sqlite": on_sqlite, "postgresql": on_postgresql}
LIMIT_SECONDS = 2.0
LONGEST = 3600  # seconds for all the saves: a server that hangs is a failure, not a wait
TOOL = "benchmarks/banc/base.py"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", choices=sorted(BASES), action="append")
    parser.add_argument("--ecrivains", type=int, default=50, choices=range(1, 100), metavar="1-99")
    parser.add_argument("--fois", type=int, default=200, choices=range(1, 1001), metavar="1-1000")
    parser.add_argument("--fils", type=int, default=8)
    parser.add_argument("--plafond", type=float, default=LIMIT_SECONDS, metavar="SECONDES")
    return parser.parse_args()


def write(instance: Instance, asked: argparse.Namespace) -> tuple[list[Ecrivain], float]:
    """Sign everybody in, each in front of a text; then let them write, and count the seconds."""
    ready = instance.ask(TOOL, "preparer", str(asked.ecrivains))
    found = []
    with instance.served(asked.fils):
        for rank, email in enumerate(ready["comptes"]):
            rubrique = RUBRIQUES[rank % len(RUBRIQUES)]
            path = f"/dossiers/{ready['dossier']}/textes/{rubrique}/"
            one = Ecrivain(
                port=instance.port, courriel=email, chemin=path, rubrique=rubrique, fois=asked.fois
            )
            one.sign_in()
            found.append(one)
        began = time.monotonic()
        _all_write(found)
        return found, time.monotonic() - began


def _all_write(found: list[Ecrivain]) -> None:
    until = time.monotonic() + LONGEST
    for one in found:
        one.start()
    for one in found:
        one.join(max(0, until - time.monotonic()))
    for one in found:
        if one.is_alive():
            one.bilan.pannes.append("n’a pas fini à temps")


@dataclass(frozen=True, slots=True)
class Constat:
    """What is read once everybody has written."""

    seconds: float
    writers: list[Ecrivain]
    sent: set[str]
    kept: dict[str, Any]
    journal: CompletedProcess[str]
    traces: str

    @property
    def failures(self) -> list[str]:
        return [failure for one in self.writers for failure in one.bilan.pannes]

    @property
    def times(self) -> list[float]:
        return sorted(time for one in self.writers for time in one.bilan.durees)

    def holds(self, limit: float) -> bool:
        """Is every text found again, without a failure, in time?"""
        well = not self.failures and not self.kept["perdus"] and self.journal.returncode == 0
        return well and statistics.quantiles(self.times, n=100)[94] <= limit


def measure(name: str, asked: argparse.Namespace) -> bool:
    """Measure one database, and print its figures; False when it does not keep the promise."""
    with BASES[name]() as instance:
        found, seconds = write(instance, asked)
        sent = set[str]().union(*(one.bilan.envoyes for one in found))
        kept = instance.ask(TOOL, "relire", given=" ".join(sent))
        journal = instance.run("-m", "maillage.cli", "journal", "verifier")
        seen = Constat(seconds, found, sent, kept, journal, instance.traces.read_text())
    show(name, seen)
    return seen.holds(asked.plafond)


def show(name: str, seen: Constat) -> None:
    times, kept = seen.times, seen.kept
    cuts = statistics.quantiles(times, n=100)
    issues = sum((one.bilan.issues for one in seen.writers), Counter[str]())
    print(
        f"{name} : {len(times)} envois en {seen.seconds:.0f} s, "
        f"{len(times) / seen.seconds:.0f} par seconde"
    )
    print(
        f"  un envoi : médiane {cuts[49]:.3f} s, 95 % sous {cuts[94]:.3f} s, "
        f"99 % sous {cuts[98]:.3f} s, le plus long {times[-1]:.3f} s"
    )
    print("  " + ", ".join(f"{label} {count}" for label, count in issues.most_common()))
    print(
        f"  textes envoyés {len(seen.sent)}, perdus {kept['perdus']} ; versions {kept['versions']}, "
        f"textes gardés à part {kept['ecartees']}, base {kept['octets'] / 1e6:.0f} Mo"
    )
    print(f"  {seen.journal.stdout.strip()}")
    for failure in seen.failures[:5]:
        print(f"  panne : {failure}")
    if seen.failures:
        print(f"  traces du serveur : {seen.traces[-3000:]}")


def main() -> int:
    """Measure each database; 1 when one does not keep the promise."""
    asked = options()
    held = [measure(name, asked) for name in asked.base or sorted(BASES)]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
