"""The versions of the agreement, one file each, checked as they are read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.financement import TOTAL, Cellule, Grille, Poste
from maillage.core.financement import grille_le as _grille_le
from maillage.reference.strict import Problem, Problems, read, structure

_FOLDER = Path(__file__).parent
_POSTES = _FOLDER.with_name("postes.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Postes:
    verifie_le: date
    source: str
    postes: tuple[Poste, ...]


@cache
def postes() -> Mapping[str, Poste]:
    """Return what is paid for, by code, in the order of the lines of a day."""
    return lire_postes(_POSTES.read_bytes(), _POSTES.name)


def lire_postes(data: bytes, name: str) -> Mapping[str, Poste]:
    """Read the table of what is paid for; raise `Problems` when one is written twice."""
    every = structure(read(data, name), _Postes, name).postes
    if repeated := _repeated(poste.code for poste in every):
        raise Problems(name, [Problem(f"code écrit deux fois : {repeated}", field="postes")])
    return MappingProxyType({poste.code: poste for poste in every})


@cache
def grilles() -> Mapping[str, Grille]:
    """Return the versions of the agreement by code, the oldest first."""
    every = [lire_grille(path.read_bytes(), path.name) for path in sorted(_FOLDER.glob("*.yaml"))]
    every.sort(key=lambda grille: grille.depuis)
    return MappingProxyType({grille.code: grille for grille in every})


def grille_le(on: date) -> Grille | None:
    """Return the version that holds on a day, or None before the first one."""
    return _grille_le(grilles().values(), on)


def lire_grille(data: bytes, name: str) -> Grille:
    """Read a version; raise `Problems` when it contradicts itself or leaves a size out."""
    grille = structure(read(data, name), Grille, name)
    problems = [*_written_once(grille), *_every_size(grille), *_known(grille)]
    # Only a table that is whole may be added up.
    problems = problems or list(_totals_add_up(grille))
    if problems:
        raise Problems(name, problems)
    return grille


def _repeated(keys: Iterator[str]) -> str:
    return ", ".join(sorted(key for key, count in Counter(keys).items() if count > 1))


def _rows(grille: Grille) -> Iterator[tuple[str, tuple[Cellule, ...]]]:
    for ligne in grille.lignes:
        yield f"lignes.{ligne.poste}.{ligne.volet}", ligne.cellules
    for total in grille.totaux:
        yield f"totaux.{total.ensemble}", total.cellules


def _written_once(grille: Grille) -> Iterator[Problem]:
    for field, keys in (
        ("missions", (mission.code for mission in grille.missions)),
        ("lignes", (f"{ligne.poste}.{ligne.volet}" for ligne in grille.lignes)),
        ("totaux", (total.ensemble for total in grille.totaux)),
    ):
        if repeated := _repeated(iter(keys)):
            yield Problem(f"écrit deux fois : {repeated}", field=field)


def _every_size(grille: Grille) -> Iterator[Problem]:
    for field, cells in _rows(grille):
        if [cell.taille for cell in cells] != list(grille.tailles):
            yield Problem(
                "il faut une cellule par taille, de la plus petite à la plus grande", field
            )
        if any(cell.euros is not None and cell.euros < 0 for cell in cells):
            yield Problem("un maximum n’est pas négatif", field)


def _known(grille: Grille) -> Iterator[Problem]:
    for field, cells in _rows(grille):
        for source in sorted({cell.source for cell in cells} - set(grille.sources)):
            yield Problem(f"la source « {source} » n’existe pas", field)
    for mission in grille.missions:
        if mission.source not in grille.sources:
            yield Problem(
                f"la source « {mission.source} » n’existe pas", f"missions.{mission.code}"
            )
    codes = {mission.code for mission in grille.missions}
    for ligne in grille.lignes:
        poste = postes().get(ligne.poste)
        if poste is None:
            yield Problem(f"le poste « {ligne.poste} » n’existe pas", "lignes")
        elif poste.mission is not None and poste.mission not in codes:
            yield Problem(f"la mission « {poste.mission} » n’est pas de cette version", "lignes")


def _totals_add_up(grille: Grille) -> Iterator[Problem]:
    for total in grille.totaux:
        for cell in total.cellules:
            found = _sum(grille, total.ensemble, cell.taille)
            if cell.euros != found:
                message = f"taille {cell.taille} : {cell.euros} écrit, {found} en additionnant"
                yield Problem(message, f"totaux.{total.ensemble}")


def _sum(grille: Grille, ensemble: str, taille: int) -> int:
    known = postes()
    return sum(
        cell.euros or 0
        for ligne in grille.lignes
        if ensemble in (TOTAL, known[ligne.poste].mission)
        for cell in ligne.cellules
        if cell.taille == taille
    )
