"""Every French noun in an identifier is in the glossary; every entry of the glossary is used."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "maillage"
GLOSSAIRE = ROOT / "docs" / "glossaire.md"
ENGLISH = Path(__file__).parent / "english_words.txt"


def words(identifier: str) -> list[str]:
    """Cut « TerritoireAnalyse » and « budget_pre_projet » into their words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier)
    return [word for word in re.split(r"[_\d]+", spaced.lower()) if len(word) > 1]


def identifiers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.arg):
            yield node.arg


@cache
def used_words() -> dict[str, str]:
    """Each word of our names, and one place where it stands."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        names = [path.stem, path.parent.name, *identifiers(ast.parse(path.read_text()))]
        for name in names:
            for word in words(name):
                found.setdefault(word, f"{path.relative_to(ROOT)} ({name})")
    return found


@cache
def glossary() -> frozenset[str]:
    """The words that the rows « | `mot`, `autre` | définition | » of the glossary explain."""
    cells = re.findall(r"^\| (`[^|]+`) \|", GLOSSAIRE.read_text(), re.MULTILINE)
    return frozenset(word for cell in cells for word in re.findall(r"`([^`]+)`", cell))


def explained(word: str) -> bool:
    """Is the word in the glossary, as it stands or in the singular?"""
    return word in glossary() or (word[-1] in "sx" and word[:-1] in glossary())


def stored_words() -> set[str]:
    """The words of our tables: acronyms that users read there deserve an entry too."""
    texts = (path.read_text() for path in (PACKAGE / "reference").rglob("*.yaml"))
    return {word.lower() for text in texts for word in re.findall(r"[A-Za-z]+", text)}


def test_every_word_of_our_names_is_english_or_explained() -> None:
    english = set(ENGLISH.read_text().split())
    unknown = {w: at for w, at in used_words().items() if w not in english and not explained(w)}
    assert unknown == {}


def test_every_entry_of_the_glossary_is_used() -> None:
    used = stored_words().union(used_words())
    assert [w for w in sorted(glossary()) if not {w, f"{w}s", f"{w}x"} & used] == []


def test_the_list_of_english_words_holds_no_word_of_the_glossary_and_none_unused() -> None:
    english = ENGLISH.read_text().split()
    assert english == sorted(set(english))
    assert [w for w in english if w not in used_words()] == []
    assert [w for w in english if explained(w)] == []
