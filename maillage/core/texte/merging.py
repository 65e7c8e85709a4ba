"""Two people changed the same text: put both changes together, or show where they meet.

Changes that do not touch are both kept. Where they overlap nothing is decided: the whole lines
are handed over in both states.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from maillage.core.texte.edits import Edit, applied, edits

_OURS: Final = 0
_THEIRS: Final = 1


@dataclass(frozen=True, slots=True)
class Zone:
    """A passage of the text that both started from, and what each made of it."""

    base: str
    ours: str
    theirs: str

    @property
    def agreed(self) -> str | None:
        """What the passage becomes; None when each made something else of it."""
        if self.ours in (self.theirs, self.base):
            return self.theirs
        return self.ours if self.theirs == self.base else None

    @property
    def both(self) -> str:
        """What the passage becomes when neither is given up: theirs, then ours below."""
        if self.agreed is not None:
            return self.agreed
        ours, theirs = self.ours.splitlines(True), self.theirs.splitlines(True)
        pairs = zip(ours, theirs, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        rest = "".join(ours[shared:])
        gap = "" if not rest or not self.theirs or self.theirs.endswith("\n\n") else "\n\n"
        return self.theirs.rstrip("\n" if gap else "") + gap + rest


@dataclass(frozen=True, slots=True)
class Merge:
    """The text, passage by passage."""

    zones: tuple[Zone, ...]

    @property
    def text(self) -> str | None:
        """The text with both changes; None when they meet somewhere."""
        pieces = [zone.agreed for zone in self.zones]
        known = [piece for piece in pieces if piece is not None]
        return "".join(known) if len(known) == len(pieces) else None

    @property
    def both(self) -> str:
        """The text that gives nothing up, to be put right by a person."""
        return "".join(zone.both for zone in self.zones)


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Put together two texts that started from `base`."""
    sides = (edits(base, ours), edits(base, theirs))
    zones: list[Zone] = []
    at = 0
    for meeting in _meetings(base, sides):
        start, end = meeting.start, meeting.end
        untouched = base[at:start]
        zones += [
            Zone(untouched, untouched, untouched),
            Zone(base[start:end], *(applied(base, own, start, end) for own in meeting.sides)),
        ]
        at = end
    zones.append(Zone(base[at:], base[at:], base[at:]))
    return Merge(tuple(zone for zone in zones if zone != Zone("", "", "")))


@dataclass(slots=True)
class _Meeting:
    """Changes of one side, or of both when they cannot be told apart."""

    start: int
    end: int
    sides: tuple[list[Edit], list[Edit]] = field(default_factory=lambda: ([], []))
    clash: bool = False

    def take(self, edit: Edit, side: int) -> None:
        self.sides[side].append(edit)
        self.start, self.end = min(self.start, edit.start), max(self.end, edit.end)

    def absorb(self, other: "_Meeting") -> None:
        """Take an earlier meeting in."""
        for own, more in zip(self.sides, other.sides, strict=True):
            own[:0] = more
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)

    def reaches(self, base: str, edit: Edit, side: int) -> bool:
        """Does the next edit, of that side, meet what is here?"""
        if edit.start != self.end:
            return edit.start < self.end
        other = self.sides[1 - side]
        return bool(other) and other[-1].end == edit.start and not _apart(base, other[-1], edit)

    def is_clash(self, base: str) -> bool:
        """Say, once, that the two sides make different things of the passage."""
        if self.clash or not all(self.sides):
            return False
        ours, theirs = (applied(base, own, self.start, self.end) for own in self.sides)
        return ours != theirs

    def widen(self, base: str) -> None:
        """Reach the ends of the lines: half a line would not read."""
        self.start = base.rfind("\n", 0, self.start) + 1
        if self.end == self.start or base[self.end - 1] != "\n":
            line_end = base.find("\n", self.end)
            self.end = len(base) if line_end < 0 else line_end + 1


def _apart(base: str, left: Edit, right: Edit) -> bool:
    """Are two edits that touch on different lines, in an order that leaves no doubt?"""
    if left.start == left.end == right.end:
        return False
    before = left.text or base[: left.start]
    after = right.text or base[right.end :]
    return not before or before.endswith("\n") or after.startswith("\n")


def _meetings(base: str, sides: tuple[Sequence[Edit], Sequence[Edit]]) -> list[_Meeting]:
    """Gather the edits of both sides, in order, with what they meet."""
    waiting = sorted(
        ((edit, side) for side in (_OURS, _THEIRS) for edit in sides[side]),
        key=lambda found: (found[0].start, found[0].end),
    )
    done: list[_Meeting] = []
    for edit, side in waiting:
        if done and done[-1].reaches(base, edit, side):
            done[-1].take(edit, side)
        else:
            done.append(_Meeting(edit.start, edit.end))
            done[-1].take(edit, side)
        if done[-1].is_clash(base):
            _widen(done, base)
    return done


def _widen(done: list[_Meeting], base: str) -> None:
    """Give the last meeting whole lines, with the earlier changes that stand on them."""
    done[-1].clash = True
    done[-1].widen(base)
    while len(done) > 1 and done[-2].end > done[-1].start:
        done[-1].absorb(done.pop(-2))
        done[-1].widen(base)
