"""What the tests of commands share."""

import json
from pathlib import Path

import pytest

from maillage.cli import main

ROOT = Path(__file__).resolve().parents[2]

SMALL = """\
version: 1
cpts: {nom: CPTS des Essais, region: AURA, etape: lettre_intention}
territoire:
  communes:
  - code: "43137"
  - code: "43268"
textes:
  freins: |
    Peu de temps, beaucoup d’envie.
"""


@pytest.fixture
def small(tmp_path) -> Path:
    """A dossier that lacks almost everything."""
    path = tmp_path / "petit.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def call(capsys):
    """Run a command; return its exit code, what it printed, and what it complained of."""

    def run(*argv: object) -> tuple[int, str, str]:
        code = main([str(word) for word in argv])
        printed = capsys.readouterr()
        return code, plain(printed.out), plain(printed.err)

    return run


@pytest.fixture
def call_json(call):
    """Run a command with --json; return its exit code and what it says to a machine."""

    def run(*argv: object) -> tuple[int, dict]:
        code, out, _ = call(*argv, "--json")
        return code, json.loads(out)

    return run


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


BAD_FILES = {
    "empty": (b"", "le fichier est vide"),
    "ten_megabytes": (b"version: 1\n" + b"# " + b"x" * 10_000_000, "10,0 Mo"),
    "latin_1": ("version: 1\ncpts: {nom: Écrins}\n".encode("latin-1"), "UTF-8"),
    "missing_key": (b"version: 1\nequipe:\n- {nom: Martin}\n", "equipe[1].id"),
    "wrong_type": (b"version: 1\nequipe: Martin\n", "liste"),
    "unknown_key": (b"version: 1\ncpts: {nomm: X}\n", "vouliez-vous"),
    "repeated_key": (b"version: 1\ncpts: {}\ncpts: {}\n", "deux fois"),
}


@pytest.fixture(params=sorted(BAD_FILES))
def bad_file(request, tmp_path) -> tuple[Path, str]:
    """A file that is not a dossier, and a word that the error must hold."""
    content, word = BAD_FILES[request.param]
    path = tmp_path / f"{request.param}.yaml"
    path.write_bytes(content)
    return path, word
