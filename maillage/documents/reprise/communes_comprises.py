"""What each commune of a list is taken for, and what else it may mean: asked, never guessed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Final

from maillage.core.territoire import Commune, NatureCode, Situation
from maillage.documents.reprise.communes_lues import HOMONYMES, lire_commune
from maillage.documents.reprise.morceaux import Morceau
from maillage.reference.cog import table as cog
from maillage.reference.cog.noms import plain as reduced
from maillage.territoires.situations import anciennes, situation

plain = lru_cache(50_000)(reduced)  # the same names come back for each homonym of a list
_CANDIDATES: Final = 30
_CLOSE: Final = 0.82  # « Ysingeaux » is Yssingeaux; « Lapte » is not « Laps »
_FORMER: Final = (
    NatureCode.ANCIENNE,
    NatureCode.SCISSION,
    NatureCode.DELEGUEE,
    NatureCode.ASSOCIEE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneComprise:
    """A commune as written: the one proposed, why a person must look, and the other candidates."""

    morceau: Morceau
    commune: Commune | None = None
    doute: str = ""  # a sentence; « » with a commune: there is no question
    candidates: tuple[Commune, ...] = ()

    @property
    def sure(self) -> bool:
        return self.commune is not None and not self.doute

    @property
    def question(self) -> bool:
        """Must a person choose, for nothing is proposed?"""
        return self.commune is None and not self.morceau.ecarte


class Alentours:
    """The places of a territory, to look near it first."""

    def __init__(self, communes: Iterable[Commune]) -> None:
        communes = tuple(communes)
        self.epcis = {commune.epci for commune in communes if commune.epci}
        self.departements = {commune.departement for commune in communes}
        self.regions = {commune.region for commune in communes}

    @cached_property
    def noms(self) -> dict[str, list[Commune]]:
        """The communes of these départements by their reduced names."""
        names: dict[str, list[Commune]] = {}
        for commune in cog().des_departements(self.departements):
            names.setdefault(plain(commune.nom), []).append(commune)
        return names

    def proche(self, commune: Commune) -> bool:
        return commune.departement in self.departements

    def ranger(self, communes: Iterable[Commune], name: str = "") -> tuple[Commune, ...]:
        """Put the nearest first, then whole names, then the most inhabited; each once."""
        asked = plain(name)

        def distance(one: Commune) -> tuple[bool, bool, bool, bool, int]:
            return (
                not self.proche(one),
                bool(asked) and plain(one.nom) != asked,
                one.epci not in self.epcis,
                one.region not in self.regions,
                -(one.population or 0),
            )

        return tuple(sorted(dict.fromkeys(communes), key=distance))


def comprendre(
    pieces: Sequence[Morceau], territoire: Iterable[Commune] = ()
) -> tuple[CommuneComprise, ...]:
    """Understand each piece, near the communes of the territory and those of the list itself."""
    insee = any(_only_insee(piece.code) for piece in pieces)
    around = tuple(territoire)
    first_near = Alentours(around)
    first = [_one(piece, first_near, insee=insee) for piece in pieces]
    sure = [read.commune for read in first if read.commune and read.sure]
    near = Alentours((*around, *sure))
    return tuple(read if read.sure else _one(read.morceau, near, insee=insee) for read in first)


def _only_insee(code: str) -> bool:
    found = situation(code[:12])
    return found.nature is NatureCode.ACTUELLE and not found.code_postal_de


def _one(piece: Morceau, near: Alentours, *, insee: bool) -> CommuneComprise:
    if piece.ecarte:
        return CommuneComprise(morceau=piece)
    if piece.nom or piece.postal:
        return _by_name(piece, near)
    return _by_code(piece, situation(piece.code[:12]), near, insee=insee)


def _by_code(piece: Morceau, found: Situation, near: Alentours, *, insee: bool) -> CommuneComprise:
    communes = near.ranger((*found.communes, *found.code_postal_de))
    if found.nature is NatureCode.ACTUELLE and (insee or not found.code_postal_de):
        return CommuneComprise(morceau=piece, commune=found.communes[0])
    if not communes:
        return _unknown(piece, f"« {piece.code} » n’est le code d’aucune commune", near)
    if found.nature is NatureCode.ZERO_RESTITUE:
        one = found.communes[0]
        doubt = f"le zéro du début s’est perdu : « {piece.code} » est sans doute {one.code}"
        return CommuneComprise(morceau=piece, commune=one, doute=doubt, candidates=communes)
    if found.nature in _FORMER:
        return _former(piece, (found,), near)
    doubt = f"« {piece.code} » est aussi un code postal"
    if found.nature is NatureCode.CODE_POSTAL:
        doubt = f"« {piece.code} » est un code postal"
    only = communes[0] if len(communes) == 1 else None
    return CommuneComprise(
        morceau=piece, commune=only, doute=doubt, candidates=communes[:_CANDIDATES]
    )


def _former(piece: Morceau, found: Sequence[Situation], near: Alentours) -> CommuneComprise:
    """Propose the commune of today of one that is gone."""
    communes = near.ranger(commune for one in found for commune in one.communes)
    written = piece.nom or piece.code
    name = f" ({found[0].nom})" if not piece.nom and found[0].nom else ""
    shared = len(found) == 1 and found[0].nature is NatureCode.SCISSION
    part = "son territoire est partagé" if shared else "c’est une partie de celle d’aujourd’hui"
    return CommuneComprise(
        morceau=piece,
        commune=communes[0] if len(communes) == 1 else None,
        doute=f"« {written} »{name} n’est plus une commune : {part}",
        candidates=communes[:_CANDIDATES],
    )


def _by_name(piece: Morceau, near: Alentours) -> CommuneComprise:
    """Read a name, with the code or the post beside it when there is one."""
    code, postal = _believed(piece), piece.postal
    if piece.nom and not cog().par_code_postal(postal.zfill(5)):
        postal = ""  # a number of inhabitants
    read = lire_commune(code=code or None, nom=piece.nom or None, postal=postal or None)
    known = None if isinstance(read, str) else cog().commune(read[0].code)
    if known and not isinstance(read, str) and (read[1] or not piece.nom):
        far = _homonyms(piece, known, near) if not code and not postal else ()
        if not far:
            return CommuneComprise(morceau=piece, commune=known)
    return _asked(piece, near)


def _believed(piece: Morceau) -> str:
    """Return the code, unless it is a number of inhabitants: « Yssingeaux 7200 »."""
    found = situation(piece.code[:12])
    named = any(plain(one.nom).startswith(plain(piece.nom)) for one in found.communes)
    if found.nature is NatureCode.ZERO_RESTITUE and piece.nom and not named:
        return ""
    known = found.communes or found.code_postal_de
    return piece.code if known else ""


def _homonyms(piece: Morceau, known: Commune, near: Alentours) -> tuple[Commune, ...]:
    """Return those nearer than the one that bears the whole name, when that one is far."""
    if near.proche(known) or not near.departements:
        return ()
    return tuple(one for one in cog().chercher(piece.nom, limite=HOMONYMES) if near.proche(one))


def _asked(piece: Morceau, near: Alentours) -> CommuneComprise:
    """Find what a name may mean: all of them, the nearest first, one proposed if it stands out."""
    found = near.ranger(cog().chercher(piece.nom, limite=HOMONYMES), piece.nom)
    coded = situation(piece.code[:12]) if _believed(piece) else None
    if coded and coded.nature in _FORMER:
        return _former(piece, (coded,), near)
    beside = tuple(coded.communes) if coded else ()
    if not found and not beside:
        named = (*cog().chercher_anciennes(piece.nom), *anciennes(piece.nom))
        former = [one for one in named if _whole(one, piece.nom)]
        if former:
            return _former(piece, former, near)
        return _unknown(piece, f"aucune commune ne s’appelle « {piece.nom} »", near)
    exact = [one for one in found if plain(one.nom) == plain(piece.nom)]
    around = [one for one in exact or found if near.proche(one)]
    both = list(dict.fromkeys((*beside, *found)))
    told = around or exact or both
    return CommuneComprise(
        morceau=piece,
        commune=told[0] if len(told) == 1 and not beside else None,
        doute=_doubt(piece, len(both)),
        candidates=tuple(both[:_CANDIDATES]),
    )


def _whole(former: Situation, name: str) -> bool:
    return bool(former.communes) and plain(former.nom or "") == plain(name)


def _doubt(piece: Morceau, count: int) -> str:
    if piece.code and _believed(piece):
        return f"le code {piece.code} et le nom « {piece.nom} » ne vont pas ensemble"
    if count > 1:
        return f"plusieurs communes peuvent s’appeler « {piece.nom} »"
    return f"aucune commune ne s’appelle tout à fait « {piece.nom} »"


def _unknown(piece: Morceau, doubt: str, near: Alentours) -> CommuneComprise:
    """Propose nothing, but show the names of the place that are nearly this one."""
    return CommuneComprise(morceau=piece, doute=doubt, candidates=_nearly(piece.nom, near))


def _nearly(name: str, near: Alentours) -> tuple[Commune, ...]:
    if not near.departements or len(name) < 4:
        return ()
    close = get_close_matches(plain(re.sub(r"\d", "", name)), near.noms, n=4, cutoff=_CLOSE)
    return tuple(commune for one in close for commune in near.noms[one])
