"""The people who practise in a territory, each once, by profession."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

LIBERAL = "L"


class Activite(Protocol):
    """A line of the extract: what somebody does somewhere."""

    @property
    def commune(self) -> str: ...
    @property
    def numero(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def prenom(self) -> str: ...
    @property
    def profession(self) -> str: ...
    @property
    def savoir_faire(self) -> str: ...
    @property
    def savoir_faire_libelle(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def en_ville(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionOffre:
    """A profession as the offer of care counts it."""

    code: str
    libelle: str
    rpps: str  # code of the profession in the extract
    savoir_faire: tuple[str, ...] = ()  # one of these makes it this profession
    sauf: tuple[str, ...] = ()  # one of these makes it another one
    sante: bool = True  # profession de santé: it counts in the share of the team
    professions: tuple[str, ...]  # those of a dossier that it may be
    indicateur: str | None = None  # the density, among the indicators of a territory
    plus_de_60: str | None = None  # the indicator of ages


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercice:
    """Somebody, with all that they do in the territory."""

    numero: str
    nom: str
    prenom: str
    profession: str | None  # code of ours; None: one that we do not count apart
    communes: tuple[str, ...]
    precision: str | None  # the savoir-faire, as the extract writes it
    en_ville: bool
    liberal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tetes:
    """Heads of one profession: each person once in the whole territory, once in each commune."""

    en_ville: int = 0
    liberaux: int = 0
    ailleurs: int = 0  # in hospitals and administrations only
    par_commune: Mapping[str, int]  # in town


def reunir(activites: Iterable[Activite], table: Sequence[ProfessionOffre]) -> tuple[Exercice, ...]:
    """Return the people, each once, in the order of their first line.

    Somebody of two professions counts in each: a physiotherapist who is also a nurse.
    """
    people: dict[tuple[str, str], list[Activite]] = {}
    for one in activites:
        people.setdefault((one.numero, one.profession), []).append(one)
    return tuple(_exercice(lines, table) for lines in people.values())


def _exercice(lines: Sequence[Activite], table: Sequence[ProfessionOffre]) -> Exercice:
    first, skills = lines[0], {one.savoir_faire for one in lines}
    town = [one for one in lines if one.en_ville]
    precise = sorted({one.savoir_faire_libelle for one in lines if one.savoir_faire_libelle})
    return Exercice(
        numero=first.numero,
        nom=first.nom,
        prenom=first.prenom,
        profession=next((p.code for p in table if _is(p, first.profession, skills)), None),
        communes=tuple(dict.fromkeys(one.commune for one in town or lines)),
        precision=", ".join(precise) or None,
        en_ville=bool(town),
        liberal=any(one.mode == LIBERAL for one in town),
    )


def _is(profession: ProfessionOffre, code: str, skills: set[str]) -> bool:
    if profession.rpps != code or not skills.isdisjoint(profession.sauf):
        return False
    return not profession.savoir_faire or not skills.isdisjoint(profession.savoir_faire)


def compter(people: Iterable[Exercice]) -> Mapping[str | None, Tetes]:
    """Return the heads by profession; under None, those that are not counted apart."""
    groups: dict[str | None, list[Exercice]] = {}
    for one in people:
        groups.setdefault(one.profession, []).append(one)
    return {code: _tetes(ones) for code, ones in groups.items()}


def _tetes(people: Sequence[Exercice]) -> Tetes:
    by_place: dict[str, int] = {}
    for one in people:
        for commune in one.communes if one.en_ville else ():
            by_place[commune] = by_place.get(commune, 0) + 1
    town = sum(one.en_ville for one in people)
    return Tetes(
        en_ville=town,
        liberaux=sum(one.liberal for one in people),
        ailleurs=len(people) - town,
        par_commune=by_place,
    )
