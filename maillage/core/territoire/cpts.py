"""The CPTS that are known, what each of them takes, and which of them are one and the same."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from maillage.core.territoire.annuaire import Annuaire

SAME_SHARE: Final = 0.9  # of their communes together: two lists speak of one CPTS

Partie = tuple[str, str]  # code of a commune, name of the part


@dataclass(frozen=True, kw_only=True)
class Prise:
    """What a CPTS takes: places whole, and named parts of others.

    A place is a commune of today, or an arrondissement of Paris, Lyon or Marseille.
    """

    entieres: frozenset[str] = frozenset()
    parties: frozenset[Partie] = frozenset()

    @cached_property
    def partielles(self) -> frozenset[str]:
        """The places of which it takes a part only."""
        return frozenset(code for code, _ in self.parties) - self.entieres

    @cached_property
    def lieux(self) -> frozenset[str]:
        return self.entieres | self.partielles

    @cached_property
    def nommees(self) -> frozenset[Partie]:
        """The parts by their reduced names."""
        return frozenset((code, reduite(name)) for code, name in self.parties)

    def disputes(self, other: "Prise") -> frozenset[str]:
        """Return the places that both take: whole on one side at least, or the same part."""
        whole = (self.entieres & other.lieux) | (self.partielles & other.entieres)
        same = {code for code, _ in self.nommees & other.nommees} if self.parties else set[str]()
        return whole | same

    def partages(self, other: "Prise") -> frozenset[str]:
        """Return the places that both enter, each by parts of its own."""
        return (self.lieux & other.lieux) - self.disputes(other)


def reduite(name: str) -> str:
    """Reduce the name of a part: neither case, nor accents, nor spaces to tell two apart."""
    flat = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).split())


def prise(lines: Iterable[tuple[str, str | None]], annuaire: Annuaire) -> Prise:
    """Return what some codes take; Paris, Lyon and Marseille are cut into their arrondissements."""
    whole, parts = set[str](), set[Partie]()
    for code, part in lines:
        places = annuaire.arrondissements(code) or (code,)
        if part:
            parts |= {(place, part) for place in places}
        else:
            whole.update(places)
    return Prise(
        entieres=frozenset(whole),
        parties=frozenset(one for one in parts if one[0] not in whole),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CptsConnue:
    """A CPTS whose perimeter was published: by a list of an agency, or by its own team."""

    cle: str  # one only
    nom: str
    prise: Prise
    origine: str  # the list it comes from, or its dossier: two CPTS of one list are two
    source: str = ""  # as a person reads it: « ARS Bretagne, liste du 01/03/2026 »
    identifiant: str = ""  # FINESS or SIRET, as the list gives it; empty: none


def confondues(
    ones: Sequence[CptsConnue], nom: Callable[[str], str]
) -> tuple[tuple[CptsConnue, ...], dict[str, str]]:
    """Leave out a CPTS that another list, given before, already holds; say which one it is.

    `nom` reduces a name. The same name or number, and a commune in common; or, without that,
    nearly the same communes: two lists do not name a CPTS the same way.
    """
    kept: list[CptsConnue] = []
    same: dict[str, str] = {}
    takers: dict[str, list[CptsConnue]] = {}
    for one in ones:
        near = {other.cle: other for place in one.prise.lieux for other in takers.get(place, ())}
        double = next(
            (o for o in near.values() if o.origine != one.origine and _same(one, o, nom)), None
        )
        if double is not None:
            same[one.cle] = double.cle
            continue
        kept.append(one)
        for place in one.prise.lieux:
            takers.setdefault(place, []).append(one)
    return tuple(kept), same


def _same(one: CptsConnue, other: CptsConnue, nom: Callable[[str], str]) -> bool:
    if meme(one, other.nom, (other.identifiant,), nom):
        return True
    mine, theirs = one.prise.lieux, other.prise.lieux
    return len(mine & theirs) >= SAME_SHARE * len(mine | theirs)


def meme(
    one: CptsConnue, name: str, numbers: Iterable[str | None], nom: Callable[[str], str]
) -> bool:
    """Is it the CPTS that bears this name or one of these numbers?"""
    written = {_digits(number) for number in numbers if number}
    if one.identifiant and _digits(one.identifiant) in written:
        return True
    return bool(name) and nom(name) == nom(one.nom)


def _digits(number: str) -> str:
    return "".join(number.split()).upper()
