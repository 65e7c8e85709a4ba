"""Spoiled files, for every source: taken whole or refused, never half; ten thousand in benchmarks."""

from collections import Counter
from pathlib import Path
from random import Random

from maillage.opendata.registre import SOURCES
from tests.opendata.fuzz.essai import Banc
from tests.opendata.fuzz.gabarits import gabarits

FILES = 180
SLOW = {"rpps", "finess"}  # a row for each commune of France: spoiled four times, no more


def test_every_source_is_spoiled() -> None:
    assert set(SOURCES) | {"contours", "adjacence", "cpts"} == gabarits().keys()


def test_a_spoiled_file_is_refused_with_its_place_or_taken_whole(tmp_path: Path) -> None:
    every = [one for held in gabarits().values() for one in held]
    bench = Banc(tmp_path, gabarits())
    faults, ways = [], Counter[bool]()
    for number in range(FILES):
        gabarit = every[number % len(every)]
        if gabarit.source in SLOW and number > 4 * len(every):
            continue
        draw = Random(f"maillage {number}")  # noqa: S311 -- the same files each time
        what, issue = bench.essayer(draw, gabarit, bombe=number % 60 == 7)
        ways[issue.accepte] += 1
        if issue.faute:
            faults.append((number, gabarit.nom, what, issue.faute, issue.message))
    assert faults == []
    assert min(ways.values()) > FILES // 20, "both ways out are tried"
