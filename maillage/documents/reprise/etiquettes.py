"""Compare the labels of a form with what a team has in its file: case, accents, signs and slips."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"\w+")
_NUMBERING = re.compile(
    r"\s*(?:\d{1,2}(?:[.\-]\d{1,2})*\s*[.)°\-–]|[a-zA-Z][.)]|[·•▪●○►✓\-–—*])\s*"
)
CLOSE = 0.86  # two labels this near are one label with a slip
MAX_LABEL = 400  # characters: no label of a form is longer


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Return the words of a text, without case, accents and signs."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(_WORD.findall("".join(c for c in flat if not unicodedata.combining(c))))


def sans_numero(text: str) -> str:
    """Return a line without the number or the bullet typed before it."""
    found = _NUMBERING.match(text)
    return text[found.end() :] if found else text.strip()


def proches(one: str, other: str) -> float:
    """Return how near two normal texts are, from 0 to 1."""
    if one == other:
        return 1.0
    if not one or not other or abs(len(one) - len(other)) > 0.35 * max(len(one), len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < CLOSE:
        return 0.0
    return matcher.ratio()


def semblables(one: str, other: str) -> bool:
    """Do two texts say one label?"""
    return proches(normal(one), normal(other)) >= CLOSE


@dataclass(frozen=True, slots=True)
class Accord:
    """A line that bears a label, and what follows the label on the line."""

    force: float
    reste: str = ""


def accord(line: str, label: str) -> Accord | None:
    """Say whether a line is a label, or begins by it; None when it is neither."""
    text = sans_numero(line)
    wanted = normal(label)
    if not wanted or not text:
        return None
    if len(text) <= MAX_LABEL and (near := proches(normal(text), wanted)) >= CLOSE:
        return Accord(1.0 if near == 1.0 else 0.8)
    for cut in _cuts(text[: MAX_LABEL + len(label)], label):
        near = proches(normal(text[:cut]), wanted)
        if near >= CLOSE:
            rest = text[cut:].lstrip(" \t:.;?!\u00a0\u202f").strip()
            return Accord(0.9 if near == 1.0 else 0.7, rest)
    return None


def _cuts(text: str, label: str) -> list[int]:
    """Where a label may end on a line: before a sign that closes it, near its own length."""
    low, high = int(len(label) * 0.6) - 3, int(len(label) * 1.5) + 8
    return [
        found.start() for found in re.finditer(r"[:(.?!\n\t]", text) if low <= found.start() <= high
    ]


def recouvre(text: str, wording: str) -> bool:
    """Is most of this text the form's own wording?"""
    words = normal(text).split()
    known = set(normal(wording).split())
    return bool(words) and sum(word in known for word in words) >= 0.6 * len(words)
