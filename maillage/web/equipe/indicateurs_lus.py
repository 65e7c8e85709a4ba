"""An indicator told in words: from where to where, and what its sheet still misses."""

from decimal import Decimal
from typing import Final

from maillage.core import missions
from maillage.core.facts import Indicateur
from maillage.web.typographie import fr, jour, nombre, pluriel

NON_CALCULABLE: Final = "non calculable"
NOMS: Final = {
    "nature": "sa nature",
    "source": "qui le fournit",
    "rythme": "son rythme",
    "definition": "sa définition",
    "unite": "son unité",
    "sens": "son sens",
    "preuve": "sa preuve",
    "depart": "le départ",
    "cible": "la cible",
    "action": "l’action ou la mission",
}
_FEW: Final = 2  # holes named; beyond, they are counted


def depart(one: Indicateur) -> str:
    """Return the baseline: computed when it can be, else in the words of the team."""
    found = missions.depart(one)
    if not found.calculable:
        return NON_CALCULABLE
    if found.valeur is None:
        return one.depart or ""
    return fr(
        f"{valeur(found.valeur, one)} ({jour(one.depart_date)})"
        if one.depart_date
        else valeur(found.valeur, one)
    )


def cible(one: Indicateur) -> str:
    """Return the last target, with its year, else the words of the team."""
    if not one.cibles:
        return one.cible or ""
    last = max(one.cibles, key=lambda target: target.exercice)
    return fr(f"{valeur(last.valeur, one)} en {last.exercice}")


def valeur(found: Decimal, one: Indicateur) -> str:
    """Write a value with its unit."""
    decimals = 0 if found == found.to_integral_value() else 2
    return fr(f"{nombre(found, decimals)} {one.unite or ''}".strip())


def manques(one: Indicateur) -> str:
    """Say the holes of a sheet, or how many there are; empty when it is whole."""
    found = missions.manques(one)
    if len(found) > _FEW:
        return fr(f"{pluriel(len(found), 'réponse')} à donner")
    return fr(f"À dire : {', '.join(NOMS[name] for name in found)}") if found else ""
