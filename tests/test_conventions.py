"""The conventions of the house that no other tool checks."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "maillage"

MAX_MODULE, MAX_TEST, MAX_TEMPLATE, MAX_FUNCTION = 400, 600, 150, 40

# What is still too long, with today's size: this list may only shrink.
TOO_LONG: dict[str, int] = {}

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "managers"}


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, new ones included, ignored ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_stay_short() -> None:
    limits = [(path, MAX_TEST if "tests" in path.parts else MAX_MODULE) for path in python_files()]
    limits += [(path, MAX_TEMPLATE) for path in tracked("*.html")]
    long = {
        name_of(path): lines
        for path, limit in limits
        if (lines := len(path.read_text().splitlines()))
        > max(limit, TOO_LONG.get(name_of(path), 0))
    }
    assert long == {}


def test_the_list_of_long_files_only_shrinks() -> None:
    grown = {
        name: len((ROOT / name).read_text().splitlines())
        for name, size in TOO_LONG.items()
        if not (ROOT / name).is_file() or len((ROOT / name).read_text().splitlines()) < size
    }
    assert grown == {}, "lower the figure, or take the file off the list"


def test_functions_stay_short() -> None:
    long = [
        f"{name_of(path)}:{node.name} {(node.end_lineno or 0) - node.lineno + 1}"
        for path in python_files()
        if PACKAGE in path.parents
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


def test_no_drawer() -> None:
    assert [name_of(p) for p in python_files() if p.stem in FORBIDDEN_NAMES] == []
    assert [d for d in PACKAGE.rglob("*") if d.is_dir() and d.name in FORBIDDEN_NAMES] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in python_files()
        if PACKAGE in path.parents and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


def test_every_excuse_has_a_reason() -> None:
    excuse = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)")
    bare = [
        f"{name_of(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if excuse.search(line)
        and not re.search(r"(--|ignore\[[\w, -]+\]\s+#|# )\s*\w{3,}.*$", line)
    ]
    assert bare == []


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
    found = [
        name_of(path)
        for path in tracked("*.py", "*.html", "*.js", "*.css")
        if path != Path(__file__) and later.search(path.read_text())
    ]
    assert found == []


def test_no_package_index_and_no_path_of_a_machine() -> None:
    index = re.compile(r"\s--(extra-)?index-url|://[\w.-]*(py" r"pi|registry)[\w.-]*")
    machine = re.compile(r"(^|[^A-Za-z0-9._/-])/(work|farm|root)/")
    found = [
        name_of(path)
        for path in tracked()
        if path != Path(__file__)
        and path.suffix not in {".gz", ".png", ".woff2", ".ttf", ".docx", ".pdf"}
        and (index.search(text := path.read_text(errors="replace")) or machine.search(text))
    ]
    assert found == []


def test_lock_files_carry_hashes_and_no_address() -> None:
    for lock in tracked("requirements/*.txt"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_every_dependency_says_why() -> None:
    for file in tracked("requirements/*.in"):
        silent = [
            line
            for line in file.read_text().splitlines()
            if line and not line.startswith(("#", "-")) and " # " not in line
        ]
        assert silent == []


def test_templates_hold_nothing_inline() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\s(style|on[a-z]+)=\"", re.IGNORECASE)
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked("maillage/web/*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if inline.search(line)
    ]
    assert found == []


def test_every_template_is_used() -> None:
    texts = "\n".join(
        path.read_text() for path in tracked("maillage/*.py", "maillage/*.html") if path.is_file()
    )
    unused = []
    for path in tracked("maillage/web/*.html"):
        inside = path.as_posix().split("/templates/", 1)[-1]
        if inside.startswith("cotton/"):
            tag = inside.removeprefix("cotton/").removesuffix(".html")
            tag = tag.replace("/", ".").replace("_", "-")
            used = f"<c-{tag}" in texts
        else:
            standard = inside.startswith(("account/", "allauth/", "403", "404", "400", "500"))
            used = standard or f'"{inside}' in texts or f"'{inside}" in texts
        if not used:
            unused.append(inside)
    assert unused == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_every_error_page_compiles(name: str) -> None:
    assert get_template(name)


def test_every_model_is_ordered_by_its_query() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("maillage.")]
    assert [m.__name__ for m in ours if m._meta.ordering] == []
