"""A commune as people write it: a code, a name, a postal code, or a part of a commune."""

import re

from maillage.core.facts import CommuneRetenue
from maillage.core.territoire.communes import Commune, NatureCode
from maillage.documents.reprise.valeurs import lire_entier
from maillage.reference.cog import table as cog
from maillage.reference.cog.noms import plain
from maillage.territoires.situations import situation

_PART = re.compile(r"^(.*?)\s*[–-]\s*partie\s*:\s*(.+)$", re.IGNORECASE)

HOMONYMES = 400  # « st » begins the names of thousands: nobody means them all


def lire_commune(
    *,
    code: str | None = None,
    nom: str | None = None,
    postal: str | None = None,
    population: str | None = None,
) -> tuple[CommuneRetenue, bool] | str:
    """Return the commune and whether it is sure, or why it cannot be told."""
    part = _PART.match((nom or "").replace("\u00a0", " "))
    name, piece = (part[1], part[2].strip()) if part else (nom, None)
    found = _by_code(code, name) if code else _by_name(name, postal)
    if isinstance(found, str):
        return found
    insee, sure = found
    count = lire_entier(population) if population and piece else None
    return CommuneRetenue(code=insee, partie=piece, population=count), sure


def _by_code(code: str, name: str | None) -> tuple[str, bool] | str:
    clean = re.sub(r"\s", "", code).upper().removesuffix(".0")
    found = situation(clean)
    if found.nature is NatureCode.ACTUELLE:
        commune = found.communes[0]
        if name and not _named(commune.nom, name) and found.code_postal_de:
            return _by_name(name, clean)
        return commune.code, name is None or _named(commune.nom, name)
    if found.nature is NatureCode.ZERO_RESTITUE:
        return found.communes[0].code, True
    if found.nature is NatureCode.CODE_POSTAL:
        return _by_name(name, clean)
    if found.nature is NatureCode.MALFORMEE:
        return _by_name(name, None) if name else f"« {code} » n’est pas un code de commune"
    return clean, False


def _named(known: str, written: str) -> bool:
    left, right = (re.sub(r"\W", "", one).casefold() for one in (known, written))
    return left == right or any(one.nom == known for one in cog().chercher(written, limite=3))


def _by_name(name: str | None, postal: str | None) -> tuple[str, bool] | str:
    codes = re.findall(r"\b\d{4,5}\b", postal or "")
    served = [commune for one in codes for commune in cog().par_code_postal(one.zfill(5))]
    if not name:
        return _by_postal(postal, served)
    found = cog().chercher(name, limite=HOMONYMES)
    both = [commune for commune in found if commune in served]
    exact = [commune for commune in found if _exact(commune.nom, name)]
    alone = len(found) == 1 and bool(re.search(r"\d", name))  # « 43200 Yssingeaux »
    choices = (
        (both, len(both) == 1 or (bool(both) and _exact(both[0].nom, name)), True),
        (exact, len(exact) == 1, not codes),
        (found, len(found) == 1, alone),
        (served, len(served) == 1, False),
    )
    for communes, told, sure in choices:
        if told:
            return communes[0].code, sure
    if not found:
        return f"aucune commune ne s’appelle « {name} »"
    return f"plusieurs communes peuvent s’appeler « {name} » : donnez le code Insee"


def _by_postal(postal: str | None, served: list[Commune]) -> tuple[str, bool] | str:
    if len(served) == 1:
        return served[0].code, True
    if served:
        return f"le code postal {postal} est celui de plusieurs communes : donnez leur nom"
    return f"aucune commune n’a le code postal « {postal} »" if postal else "aucune commune ici"


def _exact(known: str, written: str) -> bool:
    return plain(known) == plain(written)
