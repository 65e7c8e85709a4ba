"""Count the facts that a document prints, and those that its file gives back.

A fact is printed when the document changes as soon as the fact is gone. A fact given back is right
when it is the dossier's own, or when nothing in the document tells one from the other.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.documents import markdown
from maillage.documents.produire import arbre, produire
from maillage.documents.reprise import appliquer, proposer, reprendre
from maillage.documents.reprise.proposer import CLES, liste
from tests.documents.faits import ON

Path = tuple[object, ...]
ABSENT = object()


@dataclass(frozen=True)
class Mesure:
    imprimes: int
    rendus: int
    faux: tuple[str, ...]
    perdus: tuple[str, ...]

    @property
    def part(self) -> float:
        return 100 * self.rendus / self.imprimes


def feuilles(dossier: DossierFacts) -> dict[Path, object]:
    """Return every fact: (part, field), (list, key of the record, field), (textes, rubrique)."""
    return dict(_leaves(dossier))


def _leaves(dossier: DossierFacts) -> Iterator[tuple[Path, object]]:
    people = {p.id: CLES["equipe"](p) for p in dossier.equipe or ()}
    people |= {one.id: CLES["etablissements"](one) for one in dossier.etablissements or ()}
    people |= {one.id: CLES["actions"](one) for one in dossier.actions or ()}
    for part in dataclasses.fields(dossier):
        value = getattr(dossier, part.name)
        if isinstance(value, Mapping):
            yield from (((part.name, code), text) for code, text in value.items())
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                fact = getattr(value, field.name)
                if field.name != "communes" and fact is not None:
                    yield (
                        (part.name, field.name),
                        people.get(fact, fact) if isinstance(fact, str) else fact,
                    )
    for name in CLES:
        for record in liste(dossier, name):
            for field_name, fact in _fields(record):
                yield (name, CLES[name](record), field_name), _named(field_name, fact, people)


def _fields(record: Any) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(record):
        fact = getattr(record, field.name)
        unsaid = fact is False and field.name == "noyau_dur"
        if field.name != "id" and fact is not None and not unsaid:
            yield field.name, fact


def _named(field: str, fact: Any, people: Mapping[str, object]) -> object:
    """An identifier is compared by what it names: a file carries none."""
    if field in ("acteurs", "referents"):
        return tuple(people.get(one, one) for one in fact)
    return people.get(fact, fact) if field == "action" else fact


def sans(dossier: DossierFacts, path: Path) -> DossierFacts | None:
    """Return the dossier without this fact; None when the shape forbids it."""
    name = str(path[0])
    if name == "textes":
        return replace(dossier, textes={k: v for k, v in dossier.textes.items() if k != path[1]})
    if len(path) == 2:
        return replace(dossier, **{name: replace(getattr(dossier, name), **{str(path[1]): None})})
    return _changed(dossier, path, ABSENT)


def _changed(dossier: DossierFacts, path: Path, value: Any) -> DossierFacts | None:
    name, key, field = str(path[0]), path[1], str(path[2])
    records = []
    for record in liste(dossier, name):
        if CLES[name](record) != key:
            records.append(record)
            continue
        required = {f.name for f in dataclasses.fields(record) if f.default is dataclasses.MISSING}
        new = value
        if value is ABSENT:
            if field in required:
                continue  # without it there is no record
            new = False if field == "noyau_dur" else None
        records.append(replace(record, **{field: new}))
    return _with(dossier, name, tuple(records))


def rendu(dossier: DossierFacts, document: str) -> DossierFacts:
    """Produce, read back into an empty dossier, take everything."""
    data = produire(dossier, document, ["docx"], on=ON)["docx"]
    return appliquer(DossierFacts(), proposer(DossierFacts(), reprendre(data, f"{document}.docx")))


def _text(dossier: DossierFacts, document: str) -> object:
    tree = arbre(dossier, document, on=ON)
    return tree.header, tree.blocks


def imprimes(
    dossier: DossierFacts, document: str, facts: Mapping[Path, object], whole: object
) -> dict[Path, object]:
    """A field is printed only when its record is: a person left out of a table has none."""
    printed, records = {}, {}
    for path, fact in facts.items():
        without = sans(dossier, path)
        if without is None or _text(without, document) == whole:
            continue
        if len(path) == 3:
            name, key = str(path[0]), path[1]
            if (name, key) not in records:
                kept = tuple(r for r in liste(dossier, name) if CLES[name](r) != key)
                fewer = _with(dossier, name, kept)
                records[name, key] = _text(fewer, document) != whole
            if not records[name, key]:
                continue
        printed[path] = fact
    return printed


def _with(dossier: DossierFacts, name: str, records: tuple[Any, ...]) -> DossierFacts:
    if name == "communes":
        return replace(dossier, territoire=replace(dossier.territoire, communes=records))
    return replace(dossier, **{name: records})


def mesurer(dossier: DossierFacts, document: str) -> Mesure:
    whole = _text(dossier, document)
    facts = feuilles(dossier)
    printed = imprimes(dossier, document, facts, whole)
    back = feuilles(rendu(dossier, document))
    wrong, good = [], set()
    for path, fact in back.items():
        if _same(facts.get(path, ABSENT), fact) or _printed_alike(
            dossier, document, path, fact, whole
        ):
            good.add(path)
        else:
            wrong.append(f"{path} : {fact!r}, et non {facts.get(path)!r}")
    lost = [str(path) for path in printed if path not in good]
    return Mesure(len(printed), len(printed) - len(lost), tuple(wrong), tuple(lost))


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or markdown.blocks(one, level=1) == markdown.blocks(other, level=1)
    return one == other


def _printed_alike(
    dossier: DossierFacts, document: str, path: Path, fact: object, whole: object
) -> bool:
    """Does the document say the same with the fact given back?"""
    try:
        if len(path) == 2 and path[0] != "textes":
            part = getattr(dossier, str(path[0]))
            keys = {CLES["equipe"](one): one.id for one in dossier.equipe or ()}
            fact = keys.get(fact, fact) if path[0] in ("roles", "signature") else fact
            other = replace(dossier, **{str(path[0]): replace(part, **{str(path[1]): fact})})
        elif len(path) == 3:
            found = _changed(dossier, path, fact)
            if found is None or path not in feuilles(found):
                return False
            other = found
        else:
            return False
        return _text(other, document) == whole
    except (TypeError, ValueError, AttributeError):
        return False
