"""A small run of the writing bench: a real server, people who write the same texts at once."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_text_is_found_again_when_eight_people_write_at_once() -> None:
    bench = (ROOT / "benchmarks" / "ecriture.py", "--base", "sqlite")
    small = ("--ecrivains", "8", "--fois", "10", "--plafond", "30")
    done = subprocess.run(
        [sys.executable, *bench, *small], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "perdus 0" in done.stdout
    assert "le journal est intact" in done.stdout
