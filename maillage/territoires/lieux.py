"""The names of places in the tables of measures: a commune by its code, the others with a prefix."""

from typing import Final

FRANCE: Final = "fra"
DEPARTEMENT: Final = "dep:"
REGION: Final = "reg:"


def departement(code: str) -> str:
    """Return the place of a département: « dep:43 »."""
    return f"{DEPARTEMENT}{code}"


def region(code: str) -> str:
    """Return the place of a région: « reg:84 »."""
    return f"{REGION}{code}"


def maille(lieu: str) -> str:
    """Return the level of a place: « commune » (arrondissements municipaux too), « departement »…"""
    if lieu == FRANCE:
        return "france"
    if lieu.startswith(DEPARTEMENT):
        return "departement"
    return "region" if lieu.startswith(REGION) else "commune"
