"""The other CPTS around a territory, in words: who takes the same communes, who touches, who is alone."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from maillage.core.facts import DossierFacts
from maillage.core.territoire import (
    Alentours,
    Chevauchement,
    Commune,
    CptsConnue,
    Perimetre,
    TerritoireAnalyse,
)
from maillage.core.territoire.communes import departement_of
from maillage.dossiers import territoire
from maillage.dossiers.territoire import Ailleurs
from maillage.reference import cog
from maillage.web.typographie import fr, pluriel

COMMANDE: Final = "maillage importer cpts FICHIER"
_NAMED: Final = 12  # communes in a sentence


def montrer(
    faits: DossierFacts, found: TerritoireAnalyse, shape: Perimetre | None, ailleurs: Ailleurs
) -> dict[str, Any] | None:
    """Return what is known around; None: there is no commune yet."""
    if not found.lignes:
        return None
    around = territoire.autour(faits, found, shape, ailleurs)
    known = ailleurs.connues
    if around is None:
        return {"connues": False, "commande": COMMANDE}
    inside = {departement_of(code) for code in found.communes_touchees}
    return {
        "connues": True,
        "commande": COMMANDE,
        "chevauchements": chevauchements(around),
        "partout": around.partout,
        "voisines": _touching(faits, shape, ailleurs, around) if shape else [],
        "zones": [_zone(zone, around.blanches) for zone in around.zones],
        "blanches_partout": around.blanches_partout,
        "non_decrits": _not_listed(inside | _of_touching(shape), known.decrits),
        "sources": [fr(one) for one in known.sources],
    }


def takers(faits: DossierFacts, ailleurs: Ailleurs) -> dict[str, CptsConnue]:
    """Return another CPTS for each commune that one takes."""
    nous = territoire.nous(faits, ailleurs.cle)
    others = (one for one in ailleurs.connues.cpts if not nous.est(one))
    return {code: one for one in others for code in one.prise.lieux}


def chevauchements(around: Alentours | None) -> list[dict[str, Any]]:
    """Return the other CPTS that share communes, those that share the most first."""
    return [_overlap(one) for one in (around.chevauchements if around else ())]


def _overlap(one: Chevauchement) -> dict[str, Any]:
    return {
        "nom": fr(one.cpts.nom),
        "source": fr(one.cpts.source),
        "communes": noms(one.communes),
        "combien": len(one.communes),
        "partagees": noms(one.partagees),
    }


def noms(codes: Collection[str]) -> str:
    """Name the communes, the most inhabited first, and count those that are not named."""
    return _names(_communes(codes))


def _names(ones: list[Commune]) -> str:
    more = len(ones) - _NAMED
    shown = ones if more <= 1 else ones[:_NAMED]  # « et 1 autre » is no shorter than a name
    text = ", ".join(one.nom for one in shown)
    return fr(f"{text} et {pluriel(more, 'autre')}" if more > 1 else text)


def _communes(codes: Iterable[str]) -> list[Commune]:
    known = [one for code in codes if (one := cog.table().commune(code))]
    return sorted(known, key=lambda one: (-(one.population or 0), one.code))


def _touching(
    faits: DossierFacts, shape: Perimetre, ailleurs: Ailleurs, around: Alentours
) -> list[dict[str, Any]]:
    """Return the CPTS that touch without sharing anything, those that touch the most first."""
    found = takers(faits, ailleurs)
    said = {one.cpts.cle for one in around.chevauchements}
    held: dict[str, tuple[CptsConnue, set[str]]] = {}
    for code in shape.voisines:
        for place in cog.table().arrondissements(code) or (code,):
            one = found.get(place)
            if one is not None and one.cle not in said:
                held.setdefault(one.cle, (one, set()))[1].add(code)
    touching = sorted(held.values(), key=lambda pair: (-len(pair[1]), pair[0].nom))
    return [
        {"nom": fr(one.nom), "combien": len(codes), "communes": noms(codes)}
        for one, codes in touching
    ]


def _zone(zone: tuple[str, ...], near: Collection[str]) -> dict[str, Any]:
    """Return communes that hold together without any CPTS, and those of them that touch us."""
    known = _communes(zone)
    touching = [one for one in known if one.code in near]
    return {
        "combien": len(touching),
        "noms": _names(touching),
        "codes": ",".join(one.code for one in touching),
        "autres": len(known) > len(touching),
        "communes": len(known),
        "habitants": sum(one.population or 0 for one in known),
    }


def _of_touching(shape: Perimetre | None) -> set[str]:
    return {departement_of(code) for code in shape.voisines} if shape else set()


def _not_listed(departements: Collection[str], decrits: Collection[str]) -> str:
    """Name the départements around of which no list gives every CPTS."""
    table = cog.table()
    known = (table.departement(code) for code in sorted(set(departements) - set(decrits)))
    return fr(", ".join(one.nom for one in known if one))
