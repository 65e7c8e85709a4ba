"""A sentence with holes, « {radiation_delai:jour} », cut once and for all when it is loaded."""

import re
from collections.abc import Iterator

from maillage.core.statuts.modele import Gabarit, Trou

_HOLE = re.compile(r"\{([A-Za-z_]+)(?::([A-Za-z_]+\+?))?\}")


def lire(texte: str) -> Gabarit:
    """Cut a sentence; raise ValueError on a brace that is no hole."""
    return tuple(_parts(texte))


def _parts(texte: str) -> Iterator[str | Trou]:
    end = 0
    for found in _HOLE.finditer(texte):
        if found.start() > end:
            yield _fixed(texte[end : found.start()])
        yield Trou(found.group(1), found.group(2) or "")
        end = found.end()
    if end < len(texte):
        yield _fixed(texte[end:])


def _fixed(texte: str) -> str:
    if "{" in texte or "}" in texte:
        raise ValueError(f"accolade sans emploi dans « {texte} »")
    return texte


def trous(gabarit: Gabarit) -> tuple[Trou, ...]:
    """Return the holes of a sentence."""
    return tuple(part for part in gabarit if isinstance(part, Trou))
