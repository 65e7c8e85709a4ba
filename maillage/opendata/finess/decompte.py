"""How many establishments, emergency departments and places by commune; what the file cannot say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

from maillage.core.territoire.communes import departement_of
from maillage.opendata import presences
from maillage.opendata.finess.brute import Brute
from maillage.opendata.releve import Releve
from maillage.reference.finess import categories_finess
from maillage.territoires.mesures import Statut

URGENCES: Final = "urgences"
# The categories whose places are asked for, and their name in a sentence.
AVEC_PLACES: Final = {
    "500": "EHPAD",
    "202": "résidences autonomie",
    "354": "services de soins infirmiers à domicile",
}
_NATIONAL: Final = 90  # départements with a line, out of 101
_FEW: Final = 10  # in a smaller file, a département ten times less full is there by accident


@dataclass(frozen=True, slots=True)
class Place:
    """An establishment and its commune of today."""

    brute: Brute
    commune: str


def compter(placed: Sequence[Place]) -> tuple[Releve, list[str]]:
    """Count by commune, 0 where the file names none; say what could not be counted."""
    known = categories_finess().par_code()
    urgent = any(one.brute.urgences for one in placed)
    counted = _with_places(placed)
    names = [f"cat_{code}" for code in known]
    names += [URGENCES] if urgent else []
    releve = presences.ouvert([*names, *(f"places_{code}" for code in counted)])
    for one in placed:
        _add(releve, one)
    presences.reunir(releve)
    said = list(_without(placed, counted, urgent=urgent))
    if covered := _leave(releve, placed):
        said.append(f"Fichier partiel : {covered} département(s) ; rien n’est dit des autres.")
    return releve, said


def _add(releve: Releve, one: Place) -> None:
    row, brute = releve.ouvrir(one.commune, 0.0), one.brute
    category = brute.cellules["categorie"]
    if (rank := releve.rangs.get(f"cat_{category}")) is not None:
        row[rank] += 1
    if brute.urgences and (rank := releve.rangs.get(URGENCES)) is not None:
        row[rank] += 1
    if (rank := releve.rangs.get(f"places_{category}")) is not None:
        row[rank] += nan if isinstance(brute.places, Statut) else brute.places or 0.0


def _with_places(placed: Iterable[Place]) -> dict[str, int]:
    """Return the categories whose places are known for most, with how many lack them."""
    known, unknown = Counter[str](), Counter[str]()
    for one in placed:
        category = one.brute.cellules["categorie"]
        if category in AVEC_PLACES and one.brute.places is not None:
            (unknown if isinstance(one.brute.places, Statut) else known)[category] += 1
    return {code: unknown[code] for code in AVEC_PLACES if known[code] > unknown[code]}


def _without(placed: Sequence[Place], counted: dict[str, int], *, urgent: bool) -> Iterator[str]:
    """Say what this form of the file, or this file, does not let us count."""
    if all(one.brute.urgences is None for one in placed):
        yield "Cette forme du fichier ne dit ni les urgences, ni les places : celle d’Atlasanté le fait."
        return
    if not urgent:
        yield "La colonne « san_urg » ne dit OUI nulle part : les urgences ne sont pas comptées."
    for code, label in AVEC_PLACES.items():
        there = any(one.brute.cellules["categorie"] == code for one in placed)
        if there and code not in counted:
            yield f"Les places ne sont pas dites pour la plupart des {label} : elles ne sont pas comptées."
        elif counted.get(code):
            yield f"Places non dites pour {counted[code]} des {label} : leurs communes n’ont pas de total."


def _leave(releve: Releve, placed: Sequence[Place]) -> int:
    """Take out the communes of départements that a file does not cover; return how many it does."""
    lines = Counter(departement_of(one.commune) for one in placed)
    if len(lines) >= _NATIONAL:
        return 0
    least = max(lines.values(), default=0) / _FEW
    for code in list(releve.lieux):
        if lines[departement_of(code)] <= least:
            del releve.lieux[code]
    return sum(count > least for count in lines.values())
