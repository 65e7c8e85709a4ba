"""What the sheet of an indicator still misses, told in words."""

from typing import Final

from maillage.core import missions
from maillage.core.facts import Indicateur
from maillage.web.typographie import fr, pluriel

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


def manques(one: Indicateur) -> str:
    """Say the holes of a sheet, or how many there are; empty when it is whole."""
    found = missions.manques(one)
    if len(found) > _FEW:
        return fr(f"{pluriel(len(found), 'réponse')} à donner")
    return fr(f"À dire : {', '.join(NOMS[name] for name in found)}") if found else ""
