"""Search communes and intercommunalités for the page of the territory."""

from collections.abc import Collection
from typing import Any

from maillage.core.territoire import Commune, Epci, Situation, TypeCommune
from maillage.core.territoire.communes import departement_of
from maillage.reference import cog
from maillage.reference.cog.noms import plain
from maillage.web.typographie import fr, pluriel

_LIMIT = 40
_EPCI_LIMIT = 8
_SHORTEST = 2  # signs before names are searched


def resultats(q: str, present: Collection[str], *, limite: int = _LIMIT) -> dict[str, Any]:
    """Return what a name, a code or a postal code may mean: every homonym, nothing guessed."""
    asked = " ".join(q.split())[:80]
    if len(asked) < _SHORTEST:
        return {"q": asked, "resultats": (), "epcis": (), "phrase_resultats": ""}
    table = cog.table()
    near, name = {departement_of(code) for code in present}, plain(asked)
    # After the exact names, those of the départements already in the territory come first.
    communes = sorted(
        table.chercher(asked), key=lambda c: (plain(c.nom) != name, c.departement not in near)
    )
    former = [s for s in table.chercher_anciennes(asked) if len(s.communes) == 1]
    epcis = sorted(
        table.chercher_epci(asked), key=lambda epci: departement_of(epci.communes[0]) not in near
    )
    lines = [_commune(commune, present) for commune in communes[:limite]]
    lines += [_former(found, present) for found in former[: max(0, limite - len(lines))]]
    return {
        "q": asked,
        "resultats": lines,
        "epcis": [_epci(epci, present) for epci in epcis[:_EPCI_LIMIT]],
        "phrase_resultats": _sentence(len(communes) + len(former), len(lines), len(epcis)),
    }


def _sentence(found: int, shown: int, epcis: int) -> str:
    said = []
    if found:
        said.append(pluriel(found, "commune"))
    if epcis:
        said.append(pluriel(epcis, "intercommunalité"))
    text = " et ".join(said)
    if found > shown:
        text += f". Les {shown} premières sont montrées : précisez le nom ou donnez le code postal"
    return fr(text + ".")


def _commune(commune: Commune, present: Collection[str]) -> dict[str, Any]:
    found = cog.table().departement(commune.departement)
    district = commune.type is TypeCommune.ARRONDISSEMENT_MUNICIPAL
    return {
        "code": commune.code,
        "nom": fr(commune.nom),
        "departement": fr(found.nom) if found else commune.departement,
        "population": commune.population,
        "note": "arrondissement" if district else "",
        "deja": commune.code in present,
    }


def _former(found: Situation, present: Collection[str]) -> dict[str, Any]:
    commune = found.communes[0]
    return {**_commune(commune, present), "note": fr(f"« {found.nom} » en fait partie")}


def _epci(epci: Epci, present: Collection[str]) -> dict[str, Any]:
    return {
        "code": epci.code,
        "nom": fr(epci.nom),
        "nombre": len(epci.communes),
        "reste": sum(code not in present for code in epci.communes),
    }
