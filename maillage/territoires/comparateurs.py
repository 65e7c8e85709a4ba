"""The sums of each département, from which every comparator comes: computed once per edition.

Running the formulas on 35 000 communes takes a second; adding a hundred départements takes nothing.
The sums of the formulas that read the same sources are kept in one file beside the editions, named
by those editions and by the formulas. Without a disk to write on, they are kept in memory only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from maillage.core.indicateurs import Agregat, Calcul, Catalogue, Rangs, Resultat, Sommes
from maillage.core.indicateurs.agregat import total
from maillage.core.indicateurs.calcul import sommes_de
from maillage.core.territoire.communes import departement_of
from maillage.reference.cog import table
from maillage.reference.regions import regions
from maillage.territoires import emplacement, installation, lieux
from maillage.territoires.tableaux import PLM, SourceLue, places_of_france, tableau

DOSSIER: Final = "indicateurs"
VERSION: Final = 2  # of the arithmetic and of the file
_KEPT: Final = 64  # files; the oldest go

ParZone = Mapping[str, tuple[Sommes, ...]]  # « dep:43 », « reg:84 », « fra »


@dataclass(frozen=True, slots=True)
class Nationales:
    """The sums of the formulas that read the same editions, and the results already made of them."""

    sommes: Mapping[str, ParZone]  # by formula
    resultats: dict[tuple[str, str], Resultat] = field(default_factory=dict)


_memory: dict[str, Nationales] = {}


def oublier() -> None:
    """Forget what is kept in memory: the disk answers next."""
    _memory.clear()


def cle(way: Calcul) -> str:
    """Return what names the sums of a formula, whatever is then made of them."""
    below = way.denominateur.texte if way.denominateur else ""
    return f"{way.numerateur.texte} / {below}"


def nationales(
    ways: Iterable[Calcul], lues: Mapping[str, SourceLue], catalogue: Catalogue
) -> dict[str, Nationales]:
    """Return the sums of each formula, by `cle`; a formula that cannot run is left out."""
    groups: dict[tuple[str, ...], dict[str, Calcul]] = {}
    for way in ways:
        if all(source in lues for source in way.sources):
            groups.setdefault(tuple(sorted(way.sources)), {})[cle(way)] = way
    found: dict[str, Nationales] = {}
    france: _France | None = None
    for sources, held in groups.items():
        name = _name(sources, held, lues, catalogue)
        sums = _memory.get(name)
        if sums is None:
            by_departement = _read(name)
            if by_departement is None:
                france = france or _communes()
                by_departement = _computed(held, france, lues, catalogue)
                _write(name, by_departement)
            sums = _memory[name] = Nationales(
                {key: _with_larger(one) for key, one in by_departement.items()}
            )
        found |= dict.fromkeys(sums.sommes, sums)
    return found


def _with_larger(sums: ParZone) -> ParZone:
    """Add the régions, and France, to the départements.

    France is the eighteen régions: overseas collectivities are in none of them.
    """
    cog = table()
    found = dict(sums)
    of_regions: dict[str, list[tuple[Sommes, ...]]] = {
        one.code_insee: [] for one in regions().values()
    }
    for place, held in sums.items():
        region = cog.departements[place.removeprefix(lieux.DEPARTEMENT)].region
        if region in of_regions:
            of_regions[region].append(held)
    for code, several in of_regions.items():
        found[lieux.region(code)] = _added(several)
    found[lieux.FRANCE] = _added([one for several in of_regions.values() for one in several])
    return found


def _added(held: Sequence[tuple[Sommes, ...]]) -> tuple[Sommes, ...]:
    return tuple(
        Sommes(year[0].annee, year[0].duree, total(one.agregat for one in year))
        for year in zip(*held, strict=True)
    )


def _name(
    sources: Sequence[str],
    held: Mapping[str, Calcul],
    lues: Mapping[str, SourceLue],
    catalogue: Catalogue,
) -> str:
    told = {
        "version": VERSION,
        "communes": table().millesimes.communes,
        "editions": [(source, lues[source].cle) for source in sources],
        "formules": sorted(held),
        "seuils": sorted((one.code, str(one.valeur)) for one in catalogue.seuils.values()),
        "exhaustives": [source for source in sources if catalogue.sources[source].exhaustive],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


_France = tuple[Rangs, dict[str, tuple[int, ...]]]


def _computed(
    held: Mapping[str, Calcul],
    france: _France,
    lues: Mapping[str, SourceLue],
    catalogue: Catalogue,
) -> dict[str, ParZone]:
    rangs, groups = france
    read = tableau(rangs, held.values(), lues, catalogue, tout=True)
    found: dict[str, ParZone] = {}
    for key, way in held.items():
        sums = sommes_de(way, read, tuple(groups.values()))
        found[key] = {place: years for place, (years, _) in zip(groups, sums, strict=True)}
    return found


def _communes() -> _France:
    """Return every commune with its inhabitants, and the ranks of each département."""
    cog = table()
    codes = places_of_france()
    rank_of = {code: rank for rank, code in enumerate(codes)}
    people = cog.populations()
    groups: dict[str, list[int]] = {}
    for code in cog.codes():
        groups.setdefault(lieux.departement(departement_of(code)), []).append(rank_of[code])
    rangs = Rangs(
        codes=codes,
        populations=tuple(float(people[code] or 0) for code in codes),
        enfants={
            rank_of[parent]: tuple(rank_of[code] for code in cog.arrondissements(parent))
            for parent in PLM
        },
    )
    return rangs, {place: tuple(ranks) for place, ranks in groups.items()}


# --- the file -------------------------------------------------------------------------------------


def _path(name: str) -> Path:
    return emplacement.dossier() / DOSSIER / f"{name}.json"


def _read(name: str) -> dict[str, ParZone] | None:
    try:
        held: dict[str, Any] = json.loads(_path(name).read_bytes())
        return {
            key: {dep: tuple(map(_sums, years)) for dep, years in sums.items()}
            for key, sums in held.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sums(written: Sequence[Any]) -> Sommes:
    year, length, sums = written
    return Sommes(int(year), length, Agregat(*sums))


def _write(name: str, found: Mapping[str, ParZone]) -> None:
    told = {
        key: {dep: [_written(one) for one in years] for dep, years in sums.items()}
        for key, sums in found.items()
    }
    try:
        installation.ranger(_path(name), json.dumps(told).encode())
        old = sorted(_path(name).parent.glob("*.json"), key=lambda one: -one.stat().st_mtime)
        for path in old[_KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:  # a disk that is full, or read only: the memory is enough
        return


def _written(one: Sommes) -> list[Any]:
    held = one.agregat
    sums = [getattr(held, name) for name in Agregat.__slots__]
    return [one.annee, one.duree, sums]
