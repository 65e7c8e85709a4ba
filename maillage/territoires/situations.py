"""What a code or a name of before means today, with the movements that an instance imported.

For what a person pastes and then confirms: a dossier itself keeps to the table of communes, so that
a frozen deposit is read the same everywhere. Without movements the table answers alone: it knows one
successor for each code, and few names.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import Final

from maillage.core.territoire.communes import Commune, NatureCode, Situation
from maillage.reference import cog
from maillage.reference.cog.noms import plain
from maillage.territoires.passages import Passages, passages

_BETTER: Final = (NatureCode.ANCIENNE, NatureCode.SCISSION, NatureCode.INCONNUE)


def situation(code: str) -> Situation:
    """Say what a written code is, with every commune of today that a former one became."""
    found = cog.table().situation(code)
    held = passages() if found.nature in _BETTER else None
    clean = re.sub(r"\s", "", code).upper()
    return _better(found, clean, held) if held and clean in held.etapes else found


def anciennes(nom: str) -> tuple[Situation, ...]:
    """Return the communes that are gone, whose name was this one."""
    held = passages()
    codes = _named(held).get(plain(nom), ()) if held else ()
    return tuple(found for found in map(situation, codes) if found.communes)


def _better(found: Situation, code: str, held: Passages) -> Situation:
    communes = _today(code, held)
    if not communes:
        return found
    several = len(communes) > 1
    return replace(
        found,
        nature=NatureCode.SCISSION if several else NatureCode.ANCIENNE,
        communes=communes,
        nom=found.nom or held.noms.get(code) or None,
    )


def _today(code: str, held: Passages) -> tuple[Commune, ...]:
    reached = map(cog.table().commune, sorted(held.depuis_toujours(code)))
    return tuple(commune for commune in reached if commune is not None)


@lru_cache(maxsize=2)
def _named(held: Passages) -> dict[str, tuple[str, ...]]:
    """Return the codes that are gone by the names that they last bore, reduced."""
    table = cog.table()
    names: dict[str, list[str]] = defaultdict(list)
    for code, name in held.noms.items():
        if name and table.commune(code) is None:
            names[plain(name)].append(code)
    return {name: tuple(sorted(codes)) for name, codes in names.items()}
