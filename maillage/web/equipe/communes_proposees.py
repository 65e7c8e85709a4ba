"""A list of communes on its way into the territory: what each line becomes, as a person chose."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from maillage.core.territoire import Commune
from maillage.documents.reprise import CommuneComprise, Morceau, comprendre
from maillage.reference import cog
from maillage.web.typographie import fr, nombre, pluriel

NON: Final = "non"  # the answer « leave it aside »
_LONGEST: Final = 80


class Sort(StrEnum):
    """What a line becomes."""

    AJOUTER = "ajouter"
    CHOISIR = "choisir"
    DEJA = "deja"
    DOUBLE = "double"
    LAISSER = "laisser"
    INCOMPRISE = "incomprise"
    ECARTER = "ecarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """A line of the list, the commune it stands for, and what becomes of it."""

    rang: int
    lue: CommuneComprise
    commune: Commune | None
    sort: Sort
    corrigee: str = ""  # what a person wrote instead


class Liste:
    """A list read beside what the territory holds, with the choices of a person."""

    def __init__(
        self, pieces: Sequence[Morceau], present: Collection[str], choix: Mapping[str, str]
    ) -> None:
        self._present, self._choix = frozenset(present), choix
        self._pieces = [self._corrected(rank, piece) for rank, piece in enumerate(pieces)]

    def _corrected(self, rank: int, piece: Morceau) -> Morceau:
        written = " ".join(self._choix.get(f"corriger_{rank}", "").split())[:_LONGEST]
        if not written:
            return piece
        code = written if cog.table().situation(written[:12]).communes else ""
        return replace(piece, code=code, nom="" if code else written, postal="", ecarte="")

    @property
    def empreinte(self) -> str:
        """Tell a list from the same one corrected meanwhile: the choices would not be of the same lines."""
        said = "\n".join(f"{one.code}:{one.nom}:{one.postal}" for one in self._pieces)
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:20]

    @cached_property
    def lignes(self) -> tuple[Ligne, ...]:
        table = cog.table()
        around = filter(None, map(table.commune, sorted(self._present)))
        seen: set[str] = set()
        return tuple(
            self._line(rank, read, seen)
            for rank, read in enumerate(comprendre(self._pieces, around))
        )

    def _line(self, rank: int, read: CommuneComprise, seen: set[str]) -> Ligne:
        said = self._choix.get(f"commune_{rank}", "")
        commune = cog.table().commune(said) or read.commune
        sort = self._sort(read, said, commune)
        if commune and sort is Sort.AJOUTER:
            if commune.code in self._present:
                sort = Sort.DEJA
            elif commune.code in seen:
                sort = Sort.DOUBLE
            seen.add(commune.code)
        corrected = self._choix.get(f"corriger_{rank}", "")
        return Ligne(rang=rank, lue=read, commune=commune, sort=sort, corrigee=corrected)

    def _sort(self, read: CommuneComprise, said: str, commune: Commune | None) -> Sort:
        if read.morceau.ecarte:
            return Sort.ECARTER
        if said == NON:
            return Sort.LAISSER
        if commune is not None:
            return Sort.AJOUTER
        return Sort.CHOISIR if read.candidates else Sort.INCOMPRISE

    @property
    def codes(self) -> list[str]:
        return [one.commune.code for one in self.lignes if one.commune and one.sort in _WRITTEN]

    @property
    def attendues(self) -> list[Ligne]:
        """Return the lines that wait for a choice."""
        return [one for one in self.lignes if one.sort is Sort.CHOISIR]


_WRITTEN: Final = (Sort.AJOUTER, Sort.DEJA)


# --- what the pages show -------------------------------------------------------------------------


def groupes(liste: Liste) -> dict[str, list[dict[str, Any]]]:
    """Sort the lines by what they ask of the person."""
    found: dict[str, list[dict[str, Any]]] = {
        "choisir": [],
        "incomprises": [],
        "verifier": [],
        "sures": [],
        "deja": [],
        "ecartees": [],
    }
    for one in liste.lignes:
        found[_group(one)].append(_shown(one))
    return found


def _group(one: Ligne) -> str:
    if one.sort is Sort.ECARTER:
        return "ecartees"
    if one.sort in (Sort.DEJA, Sort.DOUBLE):
        return "deja"
    if one.lue.question:
        return "choisir" if one.lue.candidates else "incomprises"
    return "verifier" if one.lue.doute else "sures"


def _shown(one: Ligne) -> dict[str, Any]:
    piece = one.lue.morceau
    return {
        "rang": one.rang,
        "numero": piece.numero,
        "texte": piece.texte,
        "doute": fr(one.lue.doute),
        "ecarte": fr(piece.ecarte),
        "corrigee": one.corrigee,
        "commune": decrire(one.commune) if one.commune else "",
        "choix": [(c.code, decrire(c)) for c in _offered(one)],
        "choisi": NON if one.sort is Sort.LAISSER else one.commune.code if one.commune else "",
        "laissee": one.sort is Sort.LAISSER,
        "double": one.sort is Sort.DOUBLE,
    }


def _offered(one: Ligne) -> list[Commune]:
    kept = [one.commune] if one.commune else []
    return list(dict.fromkeys((*one.lue.candidates, *kept)))


def decrire(commune: Commune) -> str:
    """Name a commune so that its homonyms are told apart."""
    place = cog.table().departement(commune.departement)
    people = f", {pluriel(commune.population, 'hab.', 'hab.')}" if commune.population else ""
    return fr(f"{commune.nom} ({commune.code}), {place.nom if place else ''}{people}")


def phrase(liste: Liste) -> str:
    """Say in one sentence what would be added, and what waits."""
    added = [one.commune for one in liste.lignes if one.commune and one.sort is Sort.AJOUTER]
    people = sum(commune.population or 0 for commune in added)
    said = [f"{pluriel(len(added), 'commune')} à ajouter, {pluriel(people, 'habitant')}"]
    counts = {sort: sum(one.sort is sort for one in liste.lignes) for sort in Sort}
    for sort, words in _COUNTED.items():
        if counts[sort]:
            said.append(f"{nombre(counts[sort])} {words}")
    return fr(" ; ".join(said) + ".")


_COUNTED: Final = {
    Sort.CHOISIR: "à choisir",
    Sort.INCOMPRISE: "sans commune reconnue",
    Sort.DEJA: "déjà dans le territoire",
    Sort.DOUBLE: "en double dans la liste",
}
_SAID: Final = {
    Sort.AJOUTER: ("bien", "Ajoutée"),
    Sort.DEJA: ("neutre", "Déjà là"),
    Sort.DOUBLE: ("neutre", "En double"),
    Sort.LAISSER: ("neutre", "Laissée de côté"),
    Sort.INCOMPRISE: ("voir", "Pas reconnue"),
    Sort.ECARTER: ("neutre", "Laissée de côté"),
    Sort.CHOISIR: ("voir", "Sans réponse"),
}


def rapport(liste: Liste) -> list[dict[str, Any]]:
    """Say what became of each line, in the order of the list."""
    return [_reported(one) for one in liste.lignes]


def _reported(one: Ligne) -> dict[str, Any]:
    piece, (tone, word) = one.lue.morceau, _SAID[one.sort]
    reason = piece.ecarte or one.lue.doute
    if one.sort is Sort.AJOUTER and one.commune:
        reason = decrire(one.commune)
    elif one.sort is Sort.LAISSER:
        reason = "à votre demande"
    return {
        "numero": piece.numero,
        "nom": piece.texte[:120],
        "ton": tone,
        "sort": word,
        "raison": fr(reason),
    }
