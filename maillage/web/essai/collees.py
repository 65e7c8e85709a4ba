"""A list of communes pasted in the public trial: read as everywhere, told in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from maillage.core.territoire import NatureCode
from maillage.documents.reprise import CommuneComprise, FichierRefuse, comprendre, couper_texte
from maillage.reference import cog
from maillage.web.typographie import fr

_CANDIDATES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Collees:
    """The codes understood, each once, and a sentence about each word that is not."""

    codes: tuple[str, ...]
    refus: tuple[str, ...]


def lire_liste(text: str, territoire: Iterable[str] = ()) -> Collees:
    """Read every commune of a list; nothing is guessed when two communes bear the name."""
    table = cog.table()
    around = filter(None, map(table.commune, territoire))
    try:
        read = comprendre(couper_texte(text), around)
    except FichierRefuse as refusal:
        return Collees(codes=(), refus=(fr(str(refusal)),))
    kept = [one for one in read if one.sure or _zero_lost(one)]
    codes = dict.fromkeys(one.commune.code for one in kept if one.commune)
    asked = (one for one in read if one not in kept and not one.morceau.ecarte)
    refusals = dict.fromkeys(_sentence(one) for one in asked)
    if not codes and not refusals:
        refusals[fr("Aucune commune ne se lit ici : écrivez un nom ou un code par ligne.")] = None
    return Collees(codes=tuple(codes), refus=tuple(refusals))


def _zero_lost(read: CommuneComprise) -> bool:
    """« 1004 » can only be 01004, whose zero a spreadsheet took away."""
    return cog.table().situation(read.morceau.code[:12]).nature is NatureCode.ZERO_RESTITUE


def _sentence(read: CommuneComprise) -> str:
    written = (read.morceau.nom or read.morceau.code)[:40]
    if not read.candidates:
        return fr(
            f"« {written} » n’est ni un code ni un nom de commune : vérifiez-le, ou cherchez par le "
            "début du nom."
        )
    names = " ou ".join(f"{c.nom} ({c.code})" for c in read.candidates[:_CANDIDATES])
    more = ", entre autres" if len(read.candidates) > _CANDIDATES else ""
    return fr(f"« {written} » peut vouloir dire {names}{more} : écrivez le code.")
