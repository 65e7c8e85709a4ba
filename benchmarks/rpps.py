"""Import 2.3 million invented rows of the RPPS beside DuckDB's bare scan of the same file.

The targets: at most 60 s, 800 MB of memory, and four bare scans. Both are timed several times in
turn, each in a process of its own, and the best of each is kept: the machine does other things.
`RPPS_LIGNES` asks for another number of rows. The import is then killed in the middle: the former
edition must answer.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from banc import annuaire

ROWS = int(os.environ.get("RPPS_LIGNES", "2291290"))
RUNS = 3
MAX_SECONDS, MAX_MEGABYTES, MAX_SCANS = 60, 800, 4
COLUMNS = len(annuaire.ENTETE.split("|"))
OPTIONS = "delim='|', quote='', escape='', header=true, all_varchar=true, null_padding=true"
EVERY = "sum(strlen(columns(*)))"
SCAN = """
import sys, duckdb
print(duckdb.sql(f"SELECT {sys.argv[2]} FROM read_csv('{sys.argv[1]}', {sys.argv[3]})").fetchall()[0][0])
"""
IMPORT = """
import sys
from datetime import date
from pathlib import Path
from maillage.opendata.demande import Demande
from maillage.opendata.rpps import importer
report = importer(Demande(chemin=Path(sys.argv[1]), on=date(2026, 11, 26), partiel=True))
print(report.lues, report.gardees, report.fiche.edition)
"""
READ = "from maillage.territoires.mesures import mesures; print(mesures('rpps').fiche.edition)"


def timed(home: Path, code: str, *said: str) -> tuple[float, float, str]:
    """Return the seconds, the seconds of processor and the answer of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *said],
        env={**os.environ, "MAILLAGE_DONNEES": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, busy, done.stdout.strip().splitlines()[-1]


def main() -> int:
    """Print the times; 1 when a target is missed or a row is."""
    with tempfile.TemporaryDirectory(prefix="banc-rpps-") as folder:
        return measure(Path(folder))


def measure(folder: Path) -> int:
    """Time both in turn, then kill an import."""
    path = folder / "ps-libreacces-personne-activite.txt"
    annuaire.ecrire(path, ROWS)
    lines = sum(chunk.count(b"\n") for chunk in iter_chunks(path)) - 1
    print(f"{lines} lignes, {path.stat().st_size / 1e6:.0f} Mo, {COLUMNS} champs par ligne")
    counts, scans, imports = [], [], []
    for rank in range(RUNS):
        counts.append(timed(folder, SCAN, str(path), "count(*)", OPTIONS))
        scans.append(timed(folder, SCAN, str(path), EVERY, OPTIONS))
        imports.append(timed(folder / f"donnees{rank}", IMPORT, str(path)))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    count, scan, whole = min(counts), min(scans), min(imports)
    read, kept, edition = whole[2].split()[-3:]
    for name, one in (
        ("DuckDB, lignes comptées", count),
        ("DuckDB, toutes les colonnes lues", scan),
        ("import", whole),
    ):
        print(f"{name:34} {one[0]:6.2f} s ({one[1]:.2f} s de processeur)")
    print(f"mémoire au plus {peak:.0f} Mo ; {read} lues, {kept} gardées")
    print(f"{whole[0] / count[0]:.1f} fois le décompte, {whole[0] / scan[0]:.1f} fois la lecture")
    stays = killed(folder, path, whole[0] / 2, edition)
    print("tué au milieu : l’édition précédente répond" if stays else "tué au milieu : PERDU")
    good = int(read) == lines == int(count[2].split()[-1]) and stays
    held = whole[0] <= MAX_SECONDS and peak <= MAX_MEGABYTES and whole[0] <= MAX_SCANS * count[0]
    return int(not (good and held))


def iter_chunks(path: Path) -> Iterator[bytes]:
    """Return the bytes of a file, by pieces."""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            yield chunk


def killed(folder: Path, path: Path, after: float, edition: str) -> bool:
    """Kill an import of another file at half its time; is the former edition still the one?"""
    home, other = folder / "donnees0", folder / "autre.txt"
    text = path.read_bytes()
    other.write_bytes(text[: text.rindex(b"\n", 0, -1) + 1])
    del text
    env = {**os.environ, "MAILLAGE_DONNEES": str(home)}
    process = subprocess.Popen([sys.executable, "-c", IMPORT, str(other)], env=env)
    time.sleep(after)
    process.kill()
    process.wait()
    return timed(home, READ)[2] == edition


if __name__ == "__main__":
    sys.exit(main())
