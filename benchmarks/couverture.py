"""Overlaps and white zones of 1 000 CPTS over France, beside a DuckDB that only counts them.

The perimeters are made up, of real communes: runs of the table, many taken twice, some by none.
The target: one second for the whole country, states, counts and zones; the lists are in memory.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

import duckdb

from maillage.core.territoire import CptsConnue, Prise, couvrir, zones_blanches
from maillage.reference import cog
from maillage.territoires import adjacence
from maillage.territoires.cpts import CptsConnues

TARGET_SECONDS = 1.0
RUNS = 5
MANY = 1_000

Counts = tuple[int, ...]


def made() -> tuple[CptsConnue, ...]:
    """Return 1 000 CPTS: runs of 20 to 50 communes, some beginning inside the one before."""
    chance = random.Random(1)  # noqa: S311 -- the same perimeters each time
    codes = [place.code for place in cog.table().lieux]
    found, start = [], 0
    for rank in range(MANY):
        size = chance.randint(20, 50)
        begin = max(0, start - chance.choice((0, 0, 0, 3)) + chance.choice((0, 0, 4)))
        whole = frozenset(codes[begin : begin + size])
        found.append(
            CptsConnue(
                cle=f"{rank}", nom=f"CPTS {rank}", prise=Prise(entieres=whole), origine="essai"
            )
        )
        start = begin + size
    return tuple(found)


def ours(cpts: tuple[CptsConnue, ...]) -> Counts:
    """Return how many communes are taken twice, taken by none, and in how many zones."""
    table = cog.table()
    known = CptsConnues(listes=(), cpts=cpts, confondues={}, decrits=frozenset(table.departements))
    found = couvrir(cpts, table.lieux, known.decrits)
    states = [str(state) for state in found.etats.values()]
    near = adjacence()
    zones = zones_blanches(known.blanches, near) if near else ()
    return states.count("disputee"), states.count("blanche"), len(zones)


def peer(cpts: tuple[CptsConnue, ...]) -> Counts:
    """Return the same two counts from DuckDB: no zone, no département, no part of a commune."""
    with duckdb.connect() as base:
        base.execute("create table lieux(code varchar)")
        base.execute("create table prises(code varchar, cpts varchar)")
        codes = [place.code for place in cog.table().lieux]
        base.execute("insert into lieux select unnest(?)", [codes])
        rows = [(code, one.cle) for one in cpts for code in one.prise.entieres]
        base.execute(
            "insert into prises select unnest(?), unnest(?)",
            list(map(list, zip(*rows, strict=True))),
        )
        twice = "select count(*) from (select code from prises group by code having count(*) > 1)"
        white = "select count(*) from lieux where code not in (select code from prises)"
        return base.execute(twice).fetchone()[0], base.execute(white).fetchone()[0]


def timed(work: Callable[[], Counts]) -> tuple[float, Counts]:
    """Return the median of a few runs, and what the last one gave."""
    seconds, result = [], ()
    for _ in range(RUNS):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def main() -> int:
    """Print both; 1 when they disagree or the target is missed."""
    cpts = made()
    mine, found = timed(lambda: ours(cpts))
    other, counted = timed(lambda: peer(cpts))
    installed = adjacence() is not None
    zones = f"{found[2]} zones" if installed else "zones non cherchées : aucune adjacence installée"
    print(
        f"couverture, {MANY} CPTS : {mine:.3f} s (médiane de {RUNS}), {found[0]} communes prises deux "
        f"fois, {found[1]} sans CPTS, {zones} ; DuckDB, les deux comptes seuls : {other:.3f} s"
    )
    return int(found[:2] != counted or mine > TARGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
