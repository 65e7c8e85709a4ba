"""Worked cases that a jurist writes: facts, a day, a région, and the verdicts expected of rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from maillage.core.fiabilite import Fiabilite
from maillage.core.regles import TOUTES, EtatVerdict, Regle, juger
from maillage.reference.regions import regions
from maillage.reference.regles.catalogue import catalogue
from maillage.reference.strict import Node, Problem, Problems, read, structure

NON_EVALUEE: Final = "non_evaluee"

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEANS: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """A case: what is known, and what the rules must say of it."""

    id: str
    titre: str
    date: date
    region: str  # « toutes »: the rules of any région
    faits: Mapping[str, object]
    attendu: Mapping[str, EtatVerdict]
    non_evaluees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """A verdict that is not the one expected."""

    cas: str
    titre: str
    regle: str
    attendu: str  # a verdict, or « non_evaluee »
    trouve: str
    motif: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RapportCas:
    """What judging the cases of a file gives."""

    cas: int
    verdicts: int  # expected verdicts of rules that exist
    ecarts: tuple[Ecart, ...]
    regles_inconnues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CasEcrit:
    id: str
    titre: str
    date: date
    region: str
    attendu: Mapping[str, EtatVerdict]
    motif: str | None = None
    fiabilite: Fiabilite | None = None
    non_evaluees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fichier:
    cas: tuple[_CasEcrit, ...]


def judge_cases(data: bytes, name: str) -> RapportCas:
    """Judge every case of a file; raise `Problems` if the file is not one of cases."""
    cases = read_cases(data, name)
    tables = catalogue()
    rules = {regle.code: regle for regle in tables.regles}
    named = {code for one in cases for code in (*one.attendu, *one.non_evaluees)}
    return RapportCas(
        cas=len(cases),
        verdicts=sum(code in rules for one in cases for code in one.attendu),
        ecarts=tuple(ecart for one in cases for ecart in _differences(one, rules)),
        regles_inconnues=tuple(sorted(named - rules.keys())),
    )


def _differences(one: Cas, rules: Mapping[str, Regle]) -> Iterator[Ecart]:
    expected: dict[str, str] = {**one.attendu, **dict.fromkeys(one.non_evaluees, NON_EVALUEE)}
    asked = [rules[code] for code in expected if code in rules]
    verdicts = juger(asked, one.faits, on=one.date, region=one.region)
    found = {verdict.regle.code: verdict for verdict in verdicts}
    for code, wanted in expected.items():
        verdict = found.get(code)
        state = verdict.etat if verdict else NON_EVALUEE
        if code in rules and state != wanted:
            yield Ecart(
                cas=one.id,
                titre=one.titre,
                regle=code,
                attendu=str(wanted),
                trouve=str(state),
                motif=verdict.motif if verdict else "la règle ne vaut pas à cette date ou ici",
            )


def read_cases(data: bytes, name: str) -> tuple[Cas, ...]:
    """Read the cases of a file; raise `Problems` with the line and the field of each mistake."""
    root = read(data, name)
    facts, without = _split(root, name)
    written = structure(without, _Fichier, name).cas
    problems = list(_problems(written, without))
    if problems:
        raise Problems(name, problems)
    return tuple(
        Cas(
            id=one.id,
            titre=one.titre,
            date=one.date,
            region=one.region,
            faits=MappingProxyType(faits),
            attendu=one.attendu,
            non_evaluees=one.non_evaluees,
        )
        for one, faits in zip(written, facts, strict=True)
    )


def _split(root: Node, name: str) -> tuple[list[dict[str, object]], Node]:
    """Take the free facts out, so that the rest is read strictly."""
    if not isinstance(root.value, dict) or not isinstance(
        (root.value.get("cas") or Node(None)).value, list
    ):
        raise Problems(name, [Problem("une liste de cas est attendue", "cas", root.line)])
    facts: list[dict[str, object]] = []
    rest: list[Node] = []
    problems: list[Problem] = []
    for number, node in enumerate(_items(root.value["cas"]), start=1):
        fields = node.value if isinstance(node.value, dict) else {}
        found = fields.get("faits", Node({}, node.line))
        where = f"cas[{number}].faits"
        if isinstance(found.value, dict):
            facts.append({k: _value(v, f"{where}.{k}", problems) for k, v in found.value.items()})
        else:
            problems.append(Problem("des clés et leurs valeurs sont attendues", where, found.line))
        kept = {key: value for key, value in fields.items() if key != "faits"}
        rest.append(Node(kept, node.line) if fields else node)
    if problems:
        raise Problems(name, problems)
    return facts, Node({**root.value, "cas": Node(rest, root.value["cas"].line)}, root.line)


def _items(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def _value(node: Node, where: str, problems: list[Problem]) -> object:
    """Give a free value its type: a quoted one is a text, « 01004 » too."""
    value = node.value
    if isinstance(value, list):
        return tuple(_value(v, f"{where}[{n}]", problems) for n, v in enumerate(value, start=1))
    if isinstance(value, dict):
        return {key: _value(item, f"{where}.{key}", problems) for key, item in value.items()}
    if value is None:
        return None
    if node.quoted:  # JSON, which has no lines, has no days either: it writes them as texts
        is_day = node.line is None and _DATE.fullmatch(value)
        return _scalar(value, node, where, problems) if is_day else value
    return _scalar(value, node, where, problems)


def _scalar(text: str, node: Node, where: str, problems: list[Problem]) -> object:
    if text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            problems.append(
                Problem(f"« {text} » n’est pas un jour du calendrier", where, node.line)
            )
    return text


def _problems(written: tuple[_CasEcrit, ...], root: Node) -> Iterator[Problem]:
    nodes = _items(root.value["cas"]) if isinstance(root.value, dict) else []
    seen: set[str] = set()
    for number, (one, node) in enumerate(zip(written, nodes, strict=True), start=1):
        if one.id in seen:
            yield Problem(
                f"l’identifiant « {one.id} » est déjà pris", f"cas[{number}].id", node.line
            )
        seen.add(one.id)
        if one.region != TOUTES and one.region not in regions():
            known = ", ".join((TOUTES, *regions()))
            message = f"région inconnue « {one.region} » ({known})"
            yield Problem(message, f"cas[{number}].region", node.line)
