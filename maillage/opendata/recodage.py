"""The communes of a file of another year, as those of today: merged ones added, split ones shared.

Movements say where each code leads. A measure that adds up is summed over a merger, and shared by
population over a split. One that does not (a median, a rate) is kept only when nothing was mixed.
"""

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from math import isnan, nan
from typing import Final

from maillage.core.territoire.communes import NatureCode, departement_of
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.territoires import passages as installed
from maillage.territoires.lieux import maille
from maillage.territoires.passages import Passages

_OLDEST: Final = 2010  # no file of measures is kept in communes of before
_FORMER: Final = (
    NatureCode.ANCIENNE,
    NatureCode.SCISSION,
    NatureCode.DELEGUEE,
    NatureCode.ASSOCIEE,
)


@dataclass(slots=True)
class Recodage:
    """What became of the codes of a file."""

    annee: int | None = None  # of the communes of the file; None: today's, or not found out
    recodees: dict[str, tuple[str, ...]] = field(default_factory=dict)  # one successor
    reparties: dict[str, tuple[str, ...]] = field(default_factory=dict)  # shared by population
    inconnues: list[str] = field(default_factory=list)
    melangees: set[str] = field(default_factory=set)  # today's, whose medians were left out


def recoder(brut: Releve, annee: int | None = None) -> tuple[Releve, Recodage]:
    """Return the figures by communes of today; `annee`: of the communes of the file, if known."""
    held = installed.passages()
    codes = [place for place in brut.lieux if maille(place) == "commune"]
    if annee is None and held is not None:
        annee = geographie(codes, held)
    found = Recodage(annee=annee)
    parts: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for code in codes:
        for reached, share in _shares(code, _today(code, held, annee), found):
            parts[reached].append((code, share))
    done = brut.copie()
    for place in brut.lieux:
        if maille(place) != "commune":
            _move(brut, done, place, place)
    for reached, sources in parts.items():
        if len(sources) == 1 and sources[0][1] == 1:
            _move(brut, done, sources[0][0], reached)
        else:
            _mix(brut, done, sources, reached)
            found.melangees.add(reached)
    return done, found


def geographie(codes: list[str], held: Passages) -> int:
    """Find the year whose communes are those of a file: the latest that contradicts it least."""
    today = cog.table().millesimes.communes
    written = frozenset(codes)
    places = {departement_of(code) for code in codes}
    moved = [code for code in held.apres(_OLDEST) if departement_of(code) in places]
    best, least = today, len(moved) + 1
    for year in range(today, _OLDEST - 1, -1):
        against = sum((held.existait(code, year) is True) != (code in written) for code in moved)
        if against < least:
            best, least = year, against
    return best


def _today(code: str, held: Passages | None, annee: int | None) -> tuple[str, ...]:
    """Return the communes of today that a code of the file covers; (): nobody knows it."""
    table = cog.table()
    if held is not None and annee is not None:
        reached = [one for one in held.vers(code, annee) if table.commune(one)]
        if reached:
            return tuple(sorted(reached))
    if table.commune(code):
        return (code,)
    if held is not None:
        reached = [one for one in held.depuis_toujours(code) if table.commune(one)]
        if reached:
            return tuple(sorted(reached))
    situation = table.situation(code)
    if situation.nature not in _FORMER:
        return ()
    return tuple(one.code for one in situation.communes)


def _shares(code: str, reached: tuple[str, ...], found: Recodage) -> list[tuple[str, float]]:
    if reached == (code,):
        return [(code, 1.0)]
    if not reached:
        found.inconnues.append(code)
        return []
    if len(reached) == 1:
        found.recodees[code] = reached
        return [(reached[0], 1.0)]
    table = cog.table()
    known = [one for one in map(table.commune, reached) if one and one.population]
    total = sum(one.population or 0 for one in known)
    if len(known) < len(reached) or not total:
        found.inconnues.append(code)
        return []
    found.reparties[code] = reached
    return [(one.code, (one.population or 0) / total) for one in known]


def _move(brut: Releve, done: Releve, code: str, reached: str) -> None:
    done.lieux[reached] = array("d", brut.lieux[code])
    if code in brut.statuts:
        done.statuts[reached] = dict(brut.statuts[code])


def _mix(brut: Releve, done: Releve, sources: list[tuple[str, float]], reached: str) -> None:
    row = done.ouvrir(reached)
    shared = any(share != 1 for _, share in sources)
    for rank in brut.additives:
        if shared and rank in brut.indivisibles:
            continue
        total = 0.0
        for code, share in sources:
            value = brut.lieux[code][rank]
            if isnan(value):
                total = nan
                done.poser(reached, rank, brut.statut(code, rank))
                break
            total += share * value
        row[rank] = total
    for rank in brut.ponderees:
        done.poser(reached, rank, brut.moyenne(sources, rank))
