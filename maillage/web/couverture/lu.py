"""What the pages of coverage show: counts, CPTS, overlaps, white zones; never an unpublished dossier."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import mark_safe

from maillage.core.territoire import Compte, Couverture, CptsConnue, Etat
from maillage.core.territoire.communes import departement_of
from maillage.documents.carte import Fond, par_cpts, pour_page
from maillage.dossiers import couverture
from maillage.reference import cog
from maillage.reference.cog.noms import plain
from maillage.territoires.cpts import CptsConnues
from maillage.web.couverture import cases
from maillage.web.typographie import fr, pluriel

_SHOWN: Final = 60  # lines of a table; the file has them all
_NAMED: Final = 12  # communes of a white zone
COMMANDE: Final = "maillage importer cpts FICHIER"
LOIN: Final = ("971", "972", "973", "974", "976")  # and these, with the codes of two signs


def country(known: CptsConnues) -> dict[str, Any]:
    """Return the whole country: its figures, the squares, a line for each région."""
    found = couverture.couverture(known)
    places = [code for code in found.departements if len(code) == 2 or code in LOIN]
    return {
        "connues": bool(known.cpts),
        "commande": COMMANDE,
        "chiffres": chiffres(found.somme(places), known, None),
        "cases": cases.dessiner(found.departements),
        "legende": cases.LEGENDE,
        "regions": _regions(found, places),
        "sources": [fr(one) for one in known.sources],
        "decrits": len(known.decrits),
    }


def chiffres(
    compte: Compte, known: CptsConnues, departements: Collection[str] | None
) -> dict[str, Any]:
    """Return the few figures above."""
    return {
        "cpts": len(compte.cpts),
        "part": compte.part_couverte,
        "couverte": compte.population_couverte,
        "population": compte.population,
        "disputees": compte.communes[Etat.DISPUTEE],
        "disputes_habitants": compte.habitants[Etat.DISPUTEE],
        "blanches": compte.communes[Etat.BLANCHE],
        "blanches_habitants": compte.habitants[Etat.BLANCHE],
        "en_partie": compte.communes[Etat.EN_PARTIE],
        "inconnues": compte.communes[Etat.INCONNUE],
        "decrit": departements is None or set(departements) <= set(known.decrits),
    }


def _regions(found: Couverture, places: Iterable[str]) -> list[dict[str, Any]]:
    table = cog.table()
    groups: dict[str, list[str]] = {}
    for code in places:
        departement = table.departement(code)
        if departement:
            groups.setdefault(departement.region, []).append(code)
    lines = []
    for region, codes in groups.items():
        named = table.region(region)
        lines.append(
            {
                **_ligne(fr(named.nom if named else region), found.somme(codes), ""),
                "departements": [_departement(found, code) for code in sorted(codes)],
            }
        )
    return sorted(lines, key=lambda line: plain(str(line["nom"])))


def departements(known: CptsConnues, codes: Collection[str]) -> list[dict[str, Any]]:
    """Return a line for each of some départements."""
    found = couverture.couverture(known)
    return [_departement(found, code) for code in sorted(codes) if code in found.departements]


def _departement(found: Couverture, code: str) -> dict[str, Any]:
    named = cog.table().departement(code)
    name = f"{named.nom} ({code})" if named else code
    url = reverse("couverture_departement", args=(code,))
    return _ligne(fr(name), found.departements[code], url)


def _ligne(name: str, compte: Compte, url: str) -> dict[str, Any]:
    return {
        "nom": name,
        "url": url,
        "cpts": len(compte.cpts),
        "part": compte.part_couverte,
        "disputees": compte.communes[Etat.DISPUTEE],
        "blanches": compte.communes[Etat.BLANCHE],
    }


# --- some départements ----------------------------------------------------------------------------


def lieu(known: CptsConnues, departements: Collection[str]) -> dict[str, Any]:
    """Return what covers some départements, and what does not."""
    found, fond = couverture.couverture(known), Fond.actuel()
    zones = [
        zone
        for zone in couverture.zones(known, fond.adjacence)
        if any(departement_of(code) in departements for code in zone)
    ]
    disputed = found.dans(Etat.DISPUTEE, departements)
    return {
        "connues": bool(known.cpts),
        "commande": COMMANDE,
        "chiffres": chiffres(found.somme(departements), known, departements),
        "cpts": _cpts(found, departements),
        "disputees": [_commune(found, code) for code in disputed[:_SHOWN]],
        "disputees_autres": max(0, len(disputed) - _SHOWN),
        "zones": [_zone(zone, departements) for zone in zones[:_SHOWN]],
        "zones_autres": max(0, len(zones) - _SHOWN),
        "zones_liees": fond.adjacence is not None,
        "sources": [fr(one) for one in known.sources],
    }


def carte(known: CptsConnues, departement: str) -> dict[str, Any] | None:
    """Return the map of a département; None: its outlines are not installed."""
    drawn = par_cpts(couverture.couverture(known), departement, Fond.actuel())
    if drawn is None:
        return None
    return {
        # every word of it is escaped where the map is written
        "svg": mark_safe(pour_page(drawn)),  # noqa: S308 -- ours, escaped by `pour_page`
        "legende": drawn.legende,
        "source": fr(drawn.source),
    }


def _cpts(found: Couverture, departements: Collection[str]) -> list[dict[str, Any]]:
    ranks = found.somme(departements).cpts
    lines = [_cpts_line(found.cpts[rank]) for rank in ranks]
    return sorted(lines, key=lambda line: (-line["habitants"], line["nom"]))


def _cpts_line(one: CptsConnue) -> dict[str, Any]:
    table = cog.table()
    people = [
        commune.population or 0 for code in one.prise.entieres if (commune := table.commune(code))
    ]
    return {
        "nom": fr(one.nom),
        "communes": len(one.prise.lieux),
        "parties": len(one.prise.partielles),
        "habitants": sum(people),
        "source": fr(one.source),
    }


def _commune(found: Couverture, code: str) -> dict[str, Any]:
    commune = cog.table().commune(code)
    return {
        "nom": fr(commune.nom) if commune else code,
        "code": code,
        "habitants": commune.population if commune else None,
        "cpts": [fr(one.nom) for one in found.de(code)],
    }


def _zone(zone: tuple[str, ...], departements: Collection[str]) -> dict[str, Any]:
    known = [one for code in zone if (one := cog.table().commune(code))]
    known.sort(key=lambda one: (-(one.population or 0), one.code))
    more = len(known) - _NAMED
    return {
        "ici": sum(departement_of(code) in departements for code in zone),
        "communes": len(zone),
        "habitants": sum(one.population or 0 for one in known),
        "noms": fr(", ".join(one.nom for one in known[:_NAMED])),
        "autres": pluriel(more, "autre") if more > 0 else "",
    }
