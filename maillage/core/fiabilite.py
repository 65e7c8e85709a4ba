"""How sure we are of a line of a table."""

from enum import StrEnum


class Fiabilite(StrEnum):
    """Read in a source, deduced from one, or still to be confirmed."""

    VU = "vu"
    DEDUIT = "deduit"
    A_CONFIRMER = "a_confirmer"
