"""Time the indicators of a 100-commune territory with its comparators, on full-size editions.

The same aggregation is done by DuckDB in the same run, on the same figures, and must agree. Targets:
20 ms for a page already warm. Editions are made up (`banc/mesures.py`) in a folder of their own.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

TARGET_MS = 20.0
RUNS = 31
COMMUNES = 100


def main() -> int:
    """Print cold and warm times, and DuckDB's; 1 when the median misses the target."""
    with tempfile.TemporaryDirectory(prefix="maillage-banc-") as folder:
        os.environ["MAILLAGE_DONNEES"] = folder
        return _run(Path(folder))


def _run(folder: Path) -> int:
    from banc import mesures as banc  # noqa: PLC0415 -- after the folder is named

    from maillage.territoires import comparateurs, indicateurs  # noqa: PLC0415 -- the same

    start = time.perf_counter()
    held = banc.installer()
    columns = sum(len(names) for names in held.values())
    size = sum(path.stat().st_size for path in folder.rglob("*.sqlite")) / 1e6
    print(
        f"éditions fabriquées : {len(held)} sources, {columns} mesures, {size:.0f} Mo, "
        f"{time.perf_counter() - start:.1f} s"
    )
    zone, shape = _territory()
    first = _timed(lambda: indicateurs.lire(zone, perimetre=shape))
    comparateurs.oublier()
    again = _timed(lambda: indicateurs.lire(zone, perimetre=shape))
    warm = [_timed(lambda: indicateurs.lire(zone, perimetre=shape)) for _ in range(RUNS)]
    median = statistics.median(warm)
    start = time.process_time()
    for _ in range(RUNS):
        indicateurs.lire(zone, perimetre=shape)
    own = (time.process_time() - start) * 1000 / RUNS
    read = indicateurs.lire(zone, perimetre=shape)
    values = sum(line.resultat.valeur is not None for line in read.lignes.values())
    compared = sum(len(line.comparateurs) for line in read.lignes.values())
    print(f"{len(zone.lieux)} communes, {values} valeurs, {compared} comparateurs")
    print(
        f"à froid, éditions neuves : {first:.0f} ms ; sommes relues sur le disque : {again:.0f} ms"
    )
    print(
        f"à chaud : médiane {median:.1f} ms, pire {max(warm):.1f} ms, dont {own:.1f} ms de calcul ; "
        f"cible {TARGET_MS:.0f} ms"
    )
    _peer(folder, zone, read, median)
    return int(median > TARGET_MS)


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _territory() -> tuple[Any, Any]:
    from maillage.core.facts import CommuneRetenue, Territoire  # noqa: PLC0415 -- the same
    from maillage.core.indicateurs import (  # noqa: PLC0415 -- the same
        Alentours,
        du_perimetre,
        zone_du_territoire,
    )
    from maillage.core.territoire import analyser  # noqa: PLC0415 -- the same
    from maillage.reference.aci import bareme_taille  # noqa: PLC0415 -- the same
    from maillage.reference.cog import table  # noqa: PLC0415 -- the same

    cog = table()
    codes = [code for code in cog.codes() if code.startswith(("43", "42"))][200 : 200 + COMMUNES]
    written = Territoire(communes=tuple(CommuneRetenue(code=code) for code in codes))
    analyse = analyser(written, cog, bareme_taille(date(2026, 11, 26)))
    shape = du_perimetre(analyse, cog, Alentours())
    return zone_du_territoire(analyse, cog, nom="banc"), shape


# --- the peer -------------------------------------------------------------------------------------


def _peer(folder: Path, zone: Any, read: Any, ours: float) -> None:
    """Let DuckDB, in memory, sum the same formulas for the territory and for France by département."""
    import duckdb  # noqa: PLC0415 -- a peer, not a dependency of the product

    base = duckdb.connect()
    base.execute("SET threads = 2")
    _load(base, folder)
    query = _query(read)
    codes = [place.code for place in zone.lieux]
    start = time.perf_counter()
    base.execute(_SUMS.format(columns=query, group="dep"))
    base.fetchall()
    national = (time.perf_counter() - start) * 1000
    here = f"SELECT {query} FROM tout WHERE lieu IN ({','.join('?' * len(codes))})"  # noqa: S608 -- our own formulas
    runs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        row = base.execute(here, codes).fetchone()
        runs.append((time.perf_counter() - start) * 1000)
    territory = statistics.median(runs)
    print(
        f"DuckDB en mémoire : territoire {territory:.1f} ms, France par département {national:.0f} ms ; "
        f"nous, tout compris : {ours:.1f} ms (rapport {ours / territory:.2f})"
    )
    _agree(read, row or ())


_SUMS = "SELECT {group}, {columns} FROM tout GROUP BY {group}"


def _load(base: Any, folder: Path) -> None:
    """Copy the editions by communes into one wide table; a register's holes are zeros there too."""
    import sqlite3  # noqa: PLC0415 -- only here

    from maillage.reference.indicateurs import catalogue  # noqa: PLC0415 -- the same

    base.execute("CREATE TABLE tout AS SELECT '' AS lieu, '' AS dep LIMIT 0")
    first = True
    for path in sorted(folder.glob("donnees-ouvertes/*/*.sqlite")):
        source = path.parent.name
        if source.startswith("ameli"):
            continue
        rows = sqlite3.connect(path)
        cursor = rows.execute("SELECT * FROM mesures")
        names = [one[0] for one in cursor.description if one[0] != "statuts"]
        place = [one[0] for one in cursor.description].index("statuts")
        lines = [line[:place] + line[place + 1 :] for line in cursor]
        columns = ", ".join(f'"{source}.{name}" DOUBLE' for name in names[1:])
        base.execute(f'CREATE TABLE "{source}" (lieu VARCHAR, {columns})')
        _insert(base, source, names, lines)
        zero = catalogue().sources[source].exhaustive
        picked = ", ".join(
            f'coalesce(b."{source}.{name}", 0) AS "{source}.{name}"'
            if zero
            else f'b."{source}.{name}"'
            for name in names[1:]
        )
        joined = "SELECT b.lieu, left(b.lieu, 2) AS dep" if first else "SELECT a.*"
        tail = f'FROM "{source}" b' if first else f'FROM tout a FULL JOIN "{source}" b USING (lieu)'
        base.execute(f"CREATE OR REPLACE TABLE tout AS {joined}, {picked} {tail}")
        first = False


def _insert(base: Any, source: str, names: list[str], lines: list[tuple[Any, ...]]) -> None:
    import csv  # noqa: PLC0415 -- only here

    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", delete=False) as file:
        csv.writer(file).writerows(lines)
    types = ", ".join(
        f"'c{rank}': '{'DOUBLE' if rank else 'VARCHAR'}'" for rank in range(len(names))
    )
    base.execute(
        f"INSERT INTO \"{source}\" SELECT * FROM read_csv('{file.name}', header=false, "  # noqa: S608 -- names of ours
        f"columns={{{types}}})"
    )
    Path(file.name).unlink()


def _query(read: Any) -> str:
    """Write our formulas as SQL: a place where either sum is unknown counts in neither."""
    from maillage.core.indicateurs.calcul import calcul_choisi  # noqa: F401, PLC0415 -- same choice

    parts = []
    for code, line in read.lignes.items():
        ways = line.indicateur.communes
        if ways and line.resultat.numerateur is not None and not line.resultat.departements:
            above = _sql(ways[0].numerateur.texte)
            below = _sql(ways[0].denominateur.texte) if ways[0].denominateur else "1"
            both = f"FILTER (WHERE ({above}) IS NOT NULL AND ({below}) IS NOT NULL)"
            parts.append(f'sum({above}) {both} AS "n_{code}", sum({below}) {both} AS "d_{code}"')
    return ", ".join(parts)


def _sql(text: str) -> str:
    import re  # noqa: PLC0415 -- only here

    text = text.replace("seuil.sous_dense", "2.5").replace("NN", "22").replace("AA", "16")
    text = re.sub(r"\(([^()]+ < [^()]+)\)", r"(CAST(\1 AS INTEGER))", text)
    return re.sub(r"\b([a-z_]+\.[a-z][a-z0-9_]+)\b", r'"\1"', text)


def _agree(read: Any, row: tuple[Any, ...]) -> None:
    """Compare every sum; a difference is said and fails the run."""
    found = iter(row)
    worst = 0.0
    for line in read.lignes.values():
        result = line.resultat
        if not line.indicateur.communes or result.numerateur is None or result.departements:
            continue
        above, below = next(found), next(found)
        pairs = [(result.numerateur, above)]
        if result.denominateur is not None:
            pairs.append((result.denominateur, below))
        for mine, theirs in pairs:
            worst = max(worst, abs(mine - theirs) / max(abs(theirs), 1e-9))
    print(f"mêmes sommes que DuckDB, à {worst:.1e} près")
    if worst > 1e-9:
        raise SystemExit("les sommes diffèrent de celles de DuckDB")


if __name__ == "__main__":
    sys.exit(main())
