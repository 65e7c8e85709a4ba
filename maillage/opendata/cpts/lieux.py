"""Which commune of today a line means: by its code, or by its name where one only bears it.

Nothing is guessed. A name that several communes bear, a code that leads to two, a commune far from
the others of its CPTS whose homonym is among them: the line is set aside, and says what to write.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Final

from maillage.core.territoire import Commune, NatureCode, Situation
from maillage.opendata.cpts.liste import LigneEcrite, couper
from maillage.reference import cog
from maillage.reference.cog.noms import plain

Pris = tuple[str, str | None]  # code of a commune of today, name of the part

_DEPARTEMENT: Final = re.compile(r"\b(97[0-9]|98[0-9]|2[ABab]|[0-9]{1,2})\b")
_SHOWN: Final = 5
_CLOSE: Final = 0.8
_WHOLE: Final = (NatureCode.ACTUELLE, NatureCode.ZERO_RESTITUE, NatureCode.ANCIENNE)
_PARTS: Final = (NatureCode.DELEGUEE, NatureCode.ASSOCIEE)


class Sort(StrEnum):
    """What became of a line."""

    PRISE = "prise"
    REMPLACEE = "remplacee"  # taken, as something else than what is written
    ECARTEE = "ecartee"


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneComprise:
    """A line, and what it gives."""

    ligne: LigneEcrite
    sort: Sort
    pris: tuple[Pris, ...] = ()
    raison: str = ""


def comprendre(lines: Iterable[LigneEcrite]) -> list[LigneComprise]:
    """Understand each line alone, then beside the others of its CPTS."""
    found = [one for line in _with_communes(lines) for one in _understood(line)]
    groups: dict[str, list[LigneComprise]] = {}
    for one in found:
        groups.setdefault(plain(one.ligne.cpts), []).append(one)
    places = {name: _places(group) for name, group in groups.items()}
    return [_checked(one, places[plain(one.ligne.cpts)]) for one in found]


def _with_communes(lines: Iterable[LigneEcrite]) -> list[LigneEcrite]:
    """Leave out the line that only names a CPTS above its communes."""
    lines = list(lines)
    given = {plain(line.cpts) for line in lines if line.code or line.commune}
    return [line for line in lines if line.code or line.commune or plain(line.cpts) not in given]


def departement(text: str) -> str | None:
    """Read « 26 », « 26 - Drôme » or « Drôme »; None: nothing is said, or it is none."""
    table = cog.table()
    for word in _DEPARTEMENT.findall(text):
        code = word.upper().zfill(2)
        if table.departement(code):
            return str(code)
    named = plain(text)
    return _named_departements().get(named) if named else None


@lru_cache(maxsize=1)
def _named_departements() -> dict[str, str]:
    return {plain(one.nom): code for code, one in cog.table().departements.items()}


# --- one line -------------------------------------------------------------------------------------


def _understood(line: LigneEcrite) -> list[LigneComprise]:
    if line.code:
        return [_by_code(line)]
    if not line.commune:
        return [_aside(line, "aucune commune n’est donnée pour cette CPTS")]
    whole = _by_name(line)
    pieces = couper(line.commune) if whole.sort is Sort.ECARTEE else []
    if len(pieces) > 1:
        cut = [_by_name(replace(line, commune=piece)) for piece in pieces]
        if any(one.sort is not Sort.ECARTEE for one in cut):
            return cut
    return [whole]


def _by_code(line: LigneEcrite) -> LigneComprise:
    found = cog.table().situation(line.code[:12])
    if len(found.communes) == 1 and found.nature in _WHOLE:
        commune = found.communes[0]
        if line.commune and _other_name(line.commune, commune, found):
            why = (
                f"le code {line.code} est celui de {_named(commune)}, et la ligne écrit "
                f"« {line.commune[:40]} » : corrigez l’un des deux"
            )
            return _aside(line, why)
        return _taken(line, commune, found)
    if len(found.communes) == 1 and found.nature in _PARTS:
        return _part(line, found)
    return _aside(line, _why_not(found))


def _other_name(written: str, commune: Commune, found: Situation) -> bool:
    """Is another commune named? A spelling that names none is left to the code."""
    name = plain(written)
    if name == plain(commune.nom) or found.nature is NatureCode.ANCIENNE:
        return False
    return any(plain(one.nom) == name for one in cog.table().chercher(written, limite=60))


def _taken(line: LigneEcrite, commune: Commune, found: Situation) -> LigneComprise:
    gave = ((commune.code, line.partie or None),)
    if found.nature is NatureCode.ACTUELLE:
        return LigneComprise(ligne=line, sort=Sort.PRISE, pris=gave)
    why = f"c’est aujourd’hui {_named(commune)}"
    return LigneComprise(ligne=line, sort=Sort.REMPLACEE, pris=gave, raison=why)


def _part(line: LigneEcrite, found: Situation) -> LigneComprise:
    commune = found.communes[0]
    why = f"commune déléguée ou associée : comptée comme une partie de {_named(commune)}"
    gave = ((commune.code, line.partie or found.nom),)
    return LigneComprise(ligne=line, sort=Sort.REMPLACEE, pris=gave, raison=why)


def _why_not(found: Situation) -> str:
    code = found.code[:12]
    if found.nature is NatureCode.CODE_POSTAL:
        return f"« {code} » est un code postal ({_listed(found.communes)}) : écrivez le code Insee"
    if found.communes:
        return f"« {code} » a été partagé entre {_listed(found.communes)} : écrivez lesquelles"
    return f"« {code} » n’est le code d’aucune commune"


def _by_name(line: LigneEcrite) -> LigneComprise:
    name, place = line.commune, departement(line.departement)
    table = cog.table()
    same = [one for one in table.chercher(name) if plain(one.nom) == plain(name)]
    near = [one for one in same if place is None or one.departement == place]
    if len(near) == 1:
        gave = ((near[0].code, line.partie or None),)
        return LigneComprise(ligne=line, sort=Sort.PRISE, pris=gave)
    if near:
        return _aside(line, f"plusieurs communes portent ce nom, {_listed(near)} : donnez le code")
    former = [
        one
        for one in table.chercher_anciennes(name)
        if plain(one.nom or "") == plain(name)
        and len(one.communes) == 1
        and (place is None or one.communes[0].departement == place)
    ]
    if len(former) == 1:
        return _part(line, former[0])
    epci = table.epci(name)
    if epci is not None and len(former) == 0:
        why = f"intercommunalité entière : {len(epci.communes)} communes"
        every: tuple[Pris, ...] = tuple((code, None) for code in epci.communes)
        return LigneComprise(ligne=line, sort=Sort.REMPLACEE, pris=every, raison=why)
    return _aside(line, _unknown(name, place, same))


def _unknown(name: str, place: str | None, same: Sequence[Commune]) -> str:
    where = f" dans le département {place}" if place else ""
    if same:
        return f"aucune commune de ce nom{where} ; ailleurs : {_listed(same)}. Donnez le code"
    named = _names(place) if place else {}
    close = get_close_matches(plain(name), named, n=2, cutoff=_CLOSE)
    hint = f" ; peut-être {_listed([named[one] for one in close])}" if close else ""
    return f"aucune commune de ce nom{where}{hint}"


@lru_cache(maxsize=8)
def _names(place: str) -> dict[str, Commune]:
    return {plain(one.nom): one for one in cog.table().des_departements({place})}


# --- beside the others ----------------------------------------------------------------------------


def _places(group: Sequence[LigneComprise]) -> Counter[str]:
    """Count the communes of a CPTS by département."""
    codes = {code for one in group for code, _ in one.pris}
    known = (cog.table().commune(code) for code in codes)
    return Counter(one.departement for one in known if one)


def _checked(one: LigneComprise, places: Counter[str]) -> LigneComprise:
    """Set aside a commune alone in its département, whose homonym is where all the others are."""
    if len(one.pris) != 1:
        return one
    commune = cog.table().commune(one.pris[0][0])
    if commune is None or places[commune.departement] > 1 or places.total() <= 1:
        return one
    twins = [
        twin
        for twin in cog.table().chercher(commune.nom)
        if plain(twin.nom) == plain(commune.nom)
        and twin.code != commune.code
        and places[twin.departement] > 1
    ]
    if not twins:
        return one
    why = (
        f"{_named(commune)} est seule de son département dans cette CPTS, et "
        f"{_listed(twins)} porte le même nom là où sont les autres : vérifiez le code"
    )
    return _aside(one.ligne, why)


def _aside(line: LigneEcrite, why: str) -> LigneComprise:
    return LigneComprise(ligne=line, sort=Sort.ECARTEE, raison=why)


def _named(commune: Commune) -> str:
    return f"{commune.nom} ({commune.code})"


def _listed(communes: Sequence[Commune]) -> str:
    more = len(communes) - _SHOWN
    return ", ".join(map(_named, communes[:_SHOWN])) + (f" et {more} autres" if more > 0 else "")
