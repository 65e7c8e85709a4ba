"""Spoil as many files as asked, for every importer, and count what becomes of them.

    python benchmarks/fuzz.py 10000

A file is taken whole, or refused with its place, and then nothing has changed. Anything else is a
fault: it is printed with its number, and `--seulement NUMBER` plays it again.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fichiers", type=int, nargs="?", default=10_000)
    parser.add_argument("--graine", default="maillage")
    parser.add_argument("--seulement", type=int, default=None)
    parser.add_argument("--sources", nargs="*", default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAILLAGE_DONNEES"] = f"{folder}/instance"
        return run(args, Path(folder))


def run(args: argparse.Namespace, folder: Path) -> int:
    # The folder of the instance is read when these are used.
    from tests.opendata.fuzz.essai import Banc  # noqa: PLC0415
    from tests.opendata.fuzz.gabarits import gabarits  # noqa: PLC0415

    kept = {name: held for name, held in gabarits().items() if name in (args.sources or [name])}
    every = [one for held in kept.values() for one in held]
    bench = Banc(folder, kept)
    numbers = range(args.fichiers) if args.seulement is None else [args.seulement]
    taken, refused, faults, slowest = Counter[str](), Counter[str](), 0, (0.0, 0, "", "")
    start = time.perf_counter()
    for number in numbers:
        gabarit = every[number % len(every)]
        draw = Random(f"{args.graine} {number}")  # noqa: S311 -- the same files each time
        began = time.process_time()
        what, issue = bench.essayer(draw, gabarit, bombe=number % 60 == 7)
        slowest = max(slowest, (time.process_time() - began, number, gabarit.nom, what))
        (taken if issue.accepte else refused)[gabarit.source] += 1
        if issue.faute:
            faults += 1
            print(
                f"FAUTE {number} {gabarit.nom} [{what}] {issue.faute} {issue.message}", flush=True
            )
    for source in sorted(taken.keys() | refused.keys()):
        print(f"{source:20} {taken[source]:6} pris {refused[source]:6} refusés")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{taken.total()} pris, {refused.total()} refusés, {faults} fautes")
    print(f"{time.perf_counter() - start:.0f} s, {peak} Mo au plus, le plus long : {slowest}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
