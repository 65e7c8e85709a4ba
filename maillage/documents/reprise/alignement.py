"""Lay a file along a form: the labels found, in the order of both, with the greatest likeness."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maillage.documents.reprise.ancres import Ancre, Role
from maillage.documents.reprise.etiquettes import MAX_LABEL, Accord, accord, normal, semblables
from maillage.documents.reprise.tables import ressemblance
from maillage.documents.reprise.word import Ligne, TableLue, Trait, Unite

_WEIGHT = {
    Role.TITRE: 2.0,
    Role.QUESTION: 2.0,
    Role.INTERTITRE: 1.5,
    Role.LIGNE: 1.0,
    Role.RAPPEL: 0.6,
    Role.TABLE: 4.0,
}
_HEADING = 1.3  # a line in a style of heading is more likely a label
MIN_LETTERS = 3
_GAP = re.compile(r"\t+|[ \u00a0]{3,}")


@dataclass(frozen=True, slots=True)
class Reperage:
    """A label found: which line of the file, which of the form, what follows on the line."""

    unite: int
    ancre: int
    reste: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    unit: int
    anchor: int
    weight: float
    rest: str
    again: bool = False  # the same anchor may be met again


@dataclass(frozen=True, slots=True)
class _Label:
    length: int
    number: int
    anchor: Ancre
    words: frozenset[str]


def aligner(
    unites: Sequence[Unite], ancres: Sequence[Ancre], *, de_maillage: bool
) -> tuple[Reperage, ...]:
    """Return the labels found, in order."""
    pairs = list(_pairs(unites, ancres, de_maillage=de_maillage))
    return tuple(Reperage(pair.unit, pair.anchor, pair.rest) for pair in _best(pairs))


def decouper(unites: Sequence[Unite], ancres: Sequence[Ancre]) -> tuple[Unite, ...]:
    """Cut « Mail : …    Tél : … » where another label of a grid begins on the line."""
    labels = [one.texte for one in ancres if one.role is Role.LIGNE]
    return tuple(piece for unit in unites for piece in _cut(unit, labels))


def _cut(unit: Unite, labels: Sequence[str]) -> list[Unite]:
    if isinstance(unit, TableLue) or not _GAP.search(unit.texte.strip()):
        return [unit]
    parts = [part for part in _GAP.split(unit.texte.strip()) if part]
    if not any(semblables(part.split(":")[0], one) for part in parts[1:] for one in labels):
        return [unit]
    first = replace(unit, traits=(Trait(parts[0]),))
    return [first, *(Ligne((Trait(part),)) for part in parts[1:])]


def _pairs(
    unites: Sequence[Unite], ancres: Sequence[Ancre], *, de_maillage: bool
) -> Iterator[_Pair]:
    labels = [
        _Label(len(one.texte), number, one, frozenset(normal(one.texte).split()))
        for number, one in enumerate(ancres)
        if len(normal(one.texte)) >= MIN_LETTERS
    ]
    labels.sort(key=lambda label: label.length)
    tables = [(number, one) for number, one in enumerate(ancres) if one.role is Role.TABLE]
    for position, unit in enumerate(unites):
        if isinstance(unit, TableLue):
            for number, one in tables:
                if one.bloc and (score := ressemblance(unit, one.bloc)):
                    yield _Pair(position, number, score * _WEIGHT[Role.TABLE], "", one.repetee)
        elif not unit.vide and not (de_maillage and _answers(unit)):
            yield from _of_line(position, unit, labels)


def _answers(line: Ligne) -> bool:
    """In a file of ours, a label is a heading or a precision, and nothing else is."""
    return not line.titre and line.style != "Precision"


def _of_line(position: int, line: Ligne, labels: Sequence[_Label]) -> Iterator[_Pair]:
    text = line.texte
    longest = len(text) * 1.6 + 10
    head = frozenset(normal(text[: 2 * MAX_LABEL]).split())
    for label in labels:
        if label.length > longest:
            return
        if head.isdisjoint(label.words):
            continue
        found = _match(line, text, label.anchor)
        if found is not None:
            weight = _WEIGHT[label.anchor.role] * found.force
            if line.titre and label.anchor.role in (Role.TITRE, Role.QUESTION, Role.INTERTITRE):
                weight *= _HEADING
            yield _Pair(position, label.number, weight, found.reste)


def _match(line: Ligne, text: str, anchor: Ancre) -> Accord | None:
    found = accord(text, anchor.texte)
    if found is None:
        return None
    if len(text) > len(anchor.texte) + MAX_LABEL and anchor.role is Role.RAPPEL:
        return None
    short = len(normal(anchor.texte).split()) < 2 and anchor.role is not Role.LIGNE
    if short and found.reste and not line.titre:
        return None  # « Territoire : … » in the middle of an answer
    if anchor.role is Role.LIGNE and not _labelled(text, found):
        return None
    return found


def _labelled(text: str, found: Accord) -> bool:
    """A line of a grid typed as a paragraph is « label : value », or the label alone."""
    return not found.reste or ":" in text.split(found.reste, 1)[0]


def _follows(anchor: int, pair: _Pair) -> bool:
    return anchor < pair.anchor or (pair.again and anchor == pair.anchor)


def _best(pairs: list[_Pair]) -> list[_Pair]:
    """Return the pairs of greatest weight that go down both lists: a weighted longest sequence."""
    best: list[tuple[float, int]] = []  # per pair: total, previous pair
    tops: dict[int, tuple[float, int]] = {}  # anchor → best total that ends there, its pair
    by_unit: dict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        by_unit[pair.unit].append(number)
        best.append((0.0, -1))
    for unit in sorted(by_unit):
        for number in by_unit[unit]:
            pair = pairs[number]
            before = [top for anchor, top in tops.items() if _follows(anchor, pair)]
            total, previous = max(before, default=(0.0, -1))
            best[number] = (total + pair.weight, previous)
        for number in by_unit[unit]:
            anchor = pairs[number].anchor
            if best[number][0] > tops.get(anchor, (0.0, -1))[0]:
                tops[anchor] = (best[number][0], number)
    _, last = max(tops.values(), default=(0.0, -1))
    chain: list[_Pair] = []
    while last >= 0:
        chain.append(pairs[last])
        last = best[last][1]
    return chain[::-1]
