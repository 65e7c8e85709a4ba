"""What turns one text into another: passages replaced, found by lines first, then by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from maillage.core.texte.alignment import Effort, common

_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in the place of the characters from `start` to `end` of the first text."""

    start: int
    end: int
    text: str


def edits(before: str, after: str) -> list[Edit]:
    """Return the passages that change, in order; none touches the next."""
    effort = Effort()
    found: list[Edit] = []
    for gap in _gaps(before.splitlines(True), after.splitlines(True), effort):
        words = _WORDS.findall(gap.before), _WORDS.findall(gap.after)
        for inner in _gaps(*words, effort):
            start = gap.start + inner.start
            found.append(Edit(start, start + len(inner.before), inner.after))
    return found


def applied(text: str, found: Sequence[Edit], start: int, end: int) -> str:
    """Return what the edits make of the characters from `start` to `end`, which hold them all."""
    pieces, at = [], start
    for edit in found:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:end]])


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two items in common."""

    start: int
    before: str
    after: str


def _gaps(a: Sequence[str], b: Sequence[str], effort: Effort) -> Iterator[_Gap]:
    starts = [0, *accumulate(map(len, a))]
    edges = [(-1, -1), *common(a, b, effort), (len(a), len(b))]
    for (i, j), (k, m) in pairwise(edges):
        if k - i > 1 or m - j > 1:
            yield _Gap(starts[i + 1], "".join(a[i + 1 : k]), "".join(b[j + 1 : m]))
