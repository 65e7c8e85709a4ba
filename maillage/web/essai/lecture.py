"""What the public page shows of a territory that nobody has kept yet."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from maillage.core.facts import CommuneRetenue, DossierFacts, Territoire
from maillage.core.territoire import (
    Commune,
    LigneTerritoire,
    TerritoireAnalyse,
    restes,
    voisines,
)
from maillage.documents.produire import disponibles
from maillage.dossiers import territoire
from maillage.reference import cog, regions
from maillage.territoires import adjacence
from maillage.web import carte
from maillage.web.equipe import avancement, recherche
from maillage.web.equipe import territoire_lu as lu
from maillage.web.essai import financement
from maillage.web.essai.adresse import PLUS_DE_COMMUNES, Essai
from maillage.web.typographie import fr, nombre, pluriel

_OPEN_UP_TO: Final = 12  # communes that the page shows unfolded
_FOUND: Final = 15  # communes that a search shows
_SHOWN: Final = 8  # communes proposed around
TOUCHENT: Final = "Communes qui touchent les vôtres."
MEME_POSTE: Final = "Communes qui partagent un code postal avec les vôtres."


def page(essai: Essai, *, q: str, on: date) -> dict[str, Any]:
    """Return all that the page draws: nothing is read from, or written to, the database."""
    facts = Territoire(
        communes=tuple(CommuneRetenue(code=code) for code in (*essai.codes, *essai.refuses))
    )
    found = territoire.analyse(facts, on=on)
    region = territoire.region(DossierFacts(territoire=facts), found)
    known = regions.regions().get(region or "")
    return {
        "essai": essai,
        **recherche.resultats(q, set(essai.codes), limite=_FOUND),
        **lu.population(found),
        **lu.partage(found),
        **carte.montrer(found),
        "argent": financement.par_an(found.taille.taille if found.taille else None, on=on),
        "groupes": groupes(found.lignes),
        "nombre_communes": len(found.lignes),
        "lieux": lieux(found),
        "remarques": [*_too_many(essai), *lu.remarques(found)],
        "restes": _restes(found),
        "voisines": _voisines(found),
        "voisines_phrase": TOUCHENT if adjacence() else MEME_POSTE,
        "suite": documents(region),
        "region": known.nom if known else "",
    }


def resume(essai: Essai, *, on: date) -> dict[str, Any]:
    """Return the few figures that a form shows of the territory it carries."""
    facts = Territoire(communes=tuple(CommuneRetenue(code=code) for code in essai.codes))
    found = territoire.analyse(facts, on=on)
    return {
        "essai": essai,
        **lu.population(found),
        "nombre_communes": len(found.lignes),
        "lieux": lieux(found),
    }


def groupes(lines: Iterable[LigneTerritoire]) -> list[dict[str, Any]]:
    """Group the communes by intercommunalité."""
    names: dict[str, list[LigneTerritoire]] = {}
    for line in lines:
        names.setdefault(fr(line.commune.epci_nom or "Hors intercommunalité"), []).append(line)
    few = sum(len(group) for group in names.values()) <= _OPEN_UP_TO
    return [
        {
            "nom": name,
            "resume": f"{pluriel(len(group), 'commune')}, "
            + pluriel(sum(line.population or 0 for line in group), "habitant"),
            "ouvert": few,
            "lignes": [_commune(line.commune) for line in sorted(group, key=_by_name)],
        }
        for name, group in sorted(names.items())
    ]


def _by_name(line: LigneTerritoire) -> str:
    return line.commune.nom


def _commune(commune: Commune) -> dict[str, Any]:
    return {
        "code": commune.code,
        "sur_la_carte": commune.parent or commune.code,
        "nom": fr(commune.nom),
        "population": commune.population,
    }


def lieux(found: TerritoireAnalyse) -> str:
    """Say where the territory is: its départements, its régions."""
    if not found.departements:
        return ""
    places = ", ".join(part.nom for part in found.departements)
    around = ", ".join(part.nom for part in found.regions)
    return fr(f"{places} ({around})" if around != places else places)


def _too_many(essai: Essai) -> list[dict[str, Any]]:
    if not essai.de_trop:
        return []
    phrase = (
        f"Un essai tient {nombre(PLUS_DE_COMMUNES)} communes au plus : "
        f"{pluriel(essai.de_trop, 'commune reste', 'communes restent')} dehors. Un dossier peut en prendre davantage."
    )
    return [{"phrase": phrase, "code": "", "probleme": True, "candidates": ()}]


def _restes(found: TerritoireAnalyse) -> list[dict[str, Any]]:
    return [
        {
            "code": reste.code,
            "nom": fr(reste.nom),
            "nombre": len(reste.communes),
            "habitants": reste.population,
            "communes": [_commune(one) for one in reste.communes[:_SHOWN]],
            "autres": max(0, len(reste.communes) - _SHOWN),
        }
        for reste in restes(found.lignes, found.epci, cog.table())
    ]


def _voisines(found: TerritoireAnalyse) -> list[dict[str, Any]]:
    """Return the communes beside, of other intercommunalités."""
    beside = voisines(found.lignes, found.epci, _touching if adjacence() else _same_post)
    return [{**_commune(one), "epci": fr(one.epci_nom or "")} for one in beside[:_SHOWN]]


def _touching(commune: Commune) -> list[Commune]:
    """Return the communes that share a stretch of border, once their table is installed."""
    near = adjacence()
    codes = near.voisines(commune.parent or commune.code) if near else ()
    return [one for code in codes if (one := cog.table().commune(code))]


def _same_post(commune: Commune) -> list[Commune]:
    """Stand for the contours: communes that one postal round serves are beside one another."""
    table = cog.table()
    return [one for postal in commune.codes_postaux for one in table.par_code_postal(postal)]


def documents(region: str | None) -> list[dict[str, str]]:
    """Return the documents that such a territory will write, in the order of its life."""
    return [
        {
            "nom": avancement.nom_court(info),
            "portee": "votre région" if info.portee == region else "toutes les régions",
        }
        for info in disponibles(region)
    ]
