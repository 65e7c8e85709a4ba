"""What reads a file and computes answers without Django: no settings, no database, a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXEMPLE = "exemples/haute-loire.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ("territoire", "43157", "43268"),
        ("verifier", EXEMPLE, "--document", "lettre_intention"),
        ("produire", EXEMPLE, "--document", "lettre_intention", "--format", "docx", "--vers"),
        ("simuler", EXEMPLE),
        ("diagnostic", EXEMPLE),
    ],
    ids=lambda words: words[0],
)
def test_a_command_that_keeps_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    env |= {"MAILLAGE_DONNEES": str(tmp_path), "PYTHONPATH": str(ROOT)}
    more = [str(tmp_path / "sortie")] if words[-1] == "--vers" else []
    done = subprocess.run(
        [sys.executable, "-m", "maillage.cli", *words, *more],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr  # 1: the dossier has problems, and they are said
    assert "Traceback" not in done.stderr
