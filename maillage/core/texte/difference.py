"""The difference of two texts, to be read: what stays, what goes, what comes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from maillage.core.texte.edits import Edit, edits

_BARE = re.compile(r"[^\w\n]*")  # spaces and signs, which hold no two changes apart


class Kind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A passage: in both texts, in the first only, or in the second only."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Return the passages in reading order; what goes comes just before what takes its place."""
    runs: list[Run] = []
    at = 0
    for edit in _readable(before, edits(before, after)):
        runs += [
            Run(Kind.KEPT, before[at : edit.start]),
            Run(Kind.REMOVED, before[edit.start : edit.end]),
            Run(Kind.ADDED, edit.text),
        ]
        at = edit.end
    runs.append(Run(Kind.KEPT, before[at:]))
    return [run for run in runs if run.text]


def _readable(before: str, found: list[Edit]) -> Iterator[Edit]:
    """Put together the changes that only spaces or signs hold apart."""
    whole: Edit | None = None
    for edit in found:
        if whole is None:
            whole = edit
            continue
        between = before[whole.end : edit.start]
        if _BARE.fullmatch(between):
            whole = Edit(whole.start, edit.end, whole.text + between + edit.text)
        else:
            yield whole
            whole = edit
    if whole is not None:
        yield whole
