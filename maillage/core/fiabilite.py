"""How sure we are of a line of a table."""

from collections.abc import Iterable
from enum import StrEnum


class Fiabilite(StrEnum):
    """Read in a source, deduced from one, or still to be confirmed."""

    VU = "vu"
    DEDUIT = "deduit"
    A_CONFIRMER = "a_confirmer"


_DE_SURE_A_DOUTEUSE = (Fiabilite.VU, Fiabilite.DEDUIT, Fiabilite.A_CONFIRMER)


def plus_faible(fiabilites: Iterable[Fiabilite]) -> Fiabilite:
    """Return the least sure of several lines: a result is no surer than what it used."""
    return max(fiabilites, key=_DE_SURE_A_DOUTEUSE.index, default=Fiabilite.VU)
