"""The offer of care of a dossier: who practises in its territory, and who of them is in its team."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from maillage.core.facts import Personne
from maillage.core.offre import (
    Certitude,
    Exercice,
    Membre,
    Rapprochement,
    Representativite,
    Tetes,
    compter,
    rapprocher,
    representativite,
    reunir,
)
from maillage.core.territoire import TerritoireAnalyse
from maillage.reference import cog, nomenclatures
from maillage.reference.offre import offre
from maillage.reference.regles import catalogue
from maillage.territoires import professionnels as directory
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.professionnels import Professionnels

SEUIL = "representativite_pourcent"
_KEPT = 16


@dataclass(frozen=True, slots=True)
class OffreLue:
    """The directory, read for a territory."""

    fiche: FicheMesures
    exercices: tuple[Exercice, ...]

    @property
    def tetes(self) -> dict[str | None, Tetes]:
        """Return the heads by profession."""
        return dict(compter(self.exercices))


def lieux(analyse: TerritoireAnalyse) -> tuple[str, ...]:
    """Return the communes that the territory touches; a city with its arrondissements."""
    table = cog.table()
    codes = sorted(analyse.communes_touchees)
    parts = (part for code in codes for part in table.arrondissements(code))
    return tuple(dict.fromkeys((*codes, *parts)))


def lire(codes: tuple[str, ...]) -> OffreLue | None:
    """Return who practises there; None: the directory is not installed."""
    held = directory.professionnels()
    return None if held is None else OffreLue(held.fiche, _read(held.fiche.edition, codes))


@lru_cache(maxsize=_KEPT)
def _read(edition: str, codes: tuple[str, ...]) -> tuple[Exercice, ...]:
    held = directory.professionnels(edition)
    return reunir(held.dans(codes), offre().professions) if held else ()


def rapprochements(
    equipe: Iterable[Personne], read: OffreLue, refuses: Collection[tuple[str, str]] = ()
) -> tuple[Rapprochement, ...]:
    """Match the team with the directory: those who engage for a profession that may be in it."""
    members = tuple(map(_member, filter(_may_be_there, equipe)))
    return rapprocher(
        members,
        read.exercices,
        ailleurs=_elsewhere(directory.professionnels(read.fiche.edition), members),
        table=offre().professions,
        refuses=refuses,
    )


def _may_be_there(person: Personne) -> bool:
    """A mayor or a user is not looked for; a profession that is not said may be any."""
    if person.rpps or person.profession is None:
        return True
    known = nomenclatures.professions().get(person.profession)
    return any(person.profession in one.professions for one in offre().professions) or (
        known is not None and known.code_rpps is not None
    )


def _member(person: Personne) -> Membre:
    return Membre(
        id=person.id,
        nom=person.nom,
        prenom=person.prenom,
        profession=person.profession,
        rpps=person.rpps or None,
    )


def _elsewhere(held: Professionnels | None, members: Iterable[Membre]) -> dict[str, Exercice]:
    found = held.par_rpps(one.rpps for one in members if one.rpps) if held else {}
    return {number: reunir(lines, offre().professions)[0] for number, lines in found.items()}


def part_de_l_equipe(
    found: Iterable[Rapprochement], read: OffreLue, *, on: date
) -> Representativite:
    """Return the share of the professionals that the team holds, by profession."""
    line = catalogue().parametres.valeur(on, SEUIL)
    return representativite(
        found, read.tetes, offre().professions, seuil=None if line is None else int(line)
    )


def a_confirmer(found: Iterable[Rapprochement]) -> int:
    """Count the members who may be somebody of the directory."""
    return sum(one.certitude is Certitude.PROPOSEE for one in found)
