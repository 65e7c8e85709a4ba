"""Time the two documents of the ordinary example, in DOCX and PDF, in one process.

Run it from the root of the project: `.venv/bin/python benchmarks/documents.py [DOSSIER.yaml]`.
"""

import json
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "exemples" / "haute-loire.yaml"
DOCUMENTS = ("lettre_intention", "aura_pre_projet")
FORMATS = ("docx", "pdf")
ON = date(2026, 11, 22)
REPEATS = 9
LIMIT_SECONDS = 1.0


def once(path: Path) -> dict[str, float]:
    """Produce everything in this process, from imports to bytes, and time each stage."""
    started = time.perf_counter()
    from maillage.documents.produire import produire  # noqa: PLC0415 -- imports are measured too
    from maillage.dossiers.fichier.lecture import lire  # noqa: PLC0415 -- same

    imported = time.perf_counter()
    dossier = lire(path.read_bytes(), path.name)
    read = time.perf_counter()
    times = {"imports": imported - started, "lecture du dossier": read - imported}
    for label in ("premier passage", "passages suivants"):
        begun = time.perf_counter()
        for document in DOCUMENTS:
            produire(dossier, document, FORMATS, on=ON)
        times[label] = time.perf_counter() - begun
    return times


def main() -> int:
    """Print the medians over fresh processes; fail when the first pass is too slow."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    runs: list[dict[str, float]] = []
    walls = []
    code = f"import benchmarks.documents as b, json, pathlib; print(json.dumps(b.once(pathlib.Path({str(path)!r}))))"
    for _ in range(REPEATS):
        begun = time.perf_counter()
        made = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        walls.append(time.perf_counter() - begun)
        runs.append(json.loads(made.stdout))
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    medians["processus entier"] = statistics.median(walls)
    for name, seconds in medians.items():
        print(f"{name:22} {seconds * 1000:7.0f} ms")
    return int(medians["premier passage"] > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
