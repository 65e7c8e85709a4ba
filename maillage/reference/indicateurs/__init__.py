"""The indicators of a territory, as data: words, formulas, sources, thresholds (issue 5, point 2)."""

from maillage.reference.indicateurs.catalogue import catalogue, lire_catalogue

__all__ = ["catalogue", "lire_catalogue"]
