"""What the README tells people to type exists."""

import re
from pathlib import Path

from maillage.cli.entry import build_parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()


def test_commands_of_the_readme_are_understood():
    calls = re.findall(r"^\.venv/bin/maillage ([^#\n]+)", README, re.MULTILINE)
    assert len(calls) > 5
    for call in calls:
        assert build_parser().parse_args(call.split())


def test_files_that_the_readme_names_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text()
    for target in set(re.findall(r"make ([a-z]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
