"""Time every document of the ordinary example, in DOCX and PDF, in one process; and its memory.

Run it from the root of the project: `.venv/bin/python benchmarks/documents.py [DOSSIER.yaml]`.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "exemples" / "haute-loire.yaml"
FORMATS = ("docx", "pdf")
ON = date(2026, 11, 22)
REPEATS = 7
MEMBERS = 1000
LIMIT_SECONDS, LIMIT_MEGABYTES = 3.0, 400


def once(path: Path) -> dict[str, float]:
    """Produce everything in this process, from imports to bytes, and time each stage."""
    started = time.perf_counter()
    from maillage.documents.produire import (  # noqa: PLC0415 -- imports are measured too
        du_dossier,
        produire,
    )
    from maillage.dossiers.fichier.lecture import lire  # noqa: PLC0415 -- same

    imported = time.perf_counter()
    dossier = lire(path.read_bytes(), path.name)
    read = time.perf_counter()
    times = {"imports": imported - started, "lecture du dossier": read - imported}
    every = du_dossier(dossier, on=ON, tableaux=True, every_stage=True)
    for label in ("premier passage", "passages suivants"):
        begun = time.perf_counter()
        for info in every:
            made = time.perf_counter()
            produire(dossier, info.id, FORMATS, on=ON)
            if label == "passages suivants":
                times[f"  {info.id}"] = time.perf_counter() - made
        times[label] = time.perf_counter() - begun
    return times


def memory(path: Path) -> float:
    """Produce everything for a dossier of many members; return the megabytes it took."""
    from maillage.documents.produire import (  # noqa: PLC0415 -- as in `once`
        du_dossier,
        produire,
    )
    from maillage.dossiers.fichier.lecture import lire  # noqa: PLC0415 -- same

    dossier = lire(path.read_bytes(), path.name)
    team = dossier.equipe or ()
    more = (replace(team[n % len(team)], id=f"m{n}", nom=f"Membre {n}") for n in range(MEMBERS))
    crowd = replace(dossier, equipe=(*team, *more))
    for info in du_dossier(crowd, on=ON, tableaux=True, every_stage=True):
        produire(crowd, info.id, FORMATS, on=ON)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fresh(call: str, path: Path) -> object:
    """Run a function of this file in a process of its own."""
    code = (
        "import benchmarks.documents as b, json, pathlib; "
        f"print(json.dumps(b.{call}(pathlib.Path({str(path)!r}))))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(made.stdout)


def main() -> int:
    """Print the medians over fresh processes; fail when it is too slow or too big."""
    path = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else EXAMPLE
    runs: list[dict[str, float]] = []
    walls = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        runs.append(fresh("once", path))  # type: ignore[arg-type]  # what `once` returns
        walls.append(time.perf_counter() - begun)
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    medians["processus entier"] = statistics.median(walls)
    for name, seconds in medians.items():
        print(f"{name:32} {seconds * 1000:7.0f} ms")
    megabytes = float(fresh("memory", path))  # type: ignore[arg-type]  # what `memory` returns
    print(f"{f'mémoire avec {MEMBERS} membres':32} {megabytes:7.0f} Mo")
    slow = medians["premier passage"] > LIMIT_SECONDS
    return int(slow or megabytes > LIMIT_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
