"""The tables of the statutes: what may be chosen, the sentences, the constraints."""

from maillage.reference.statuts.chargement import charger, lire, tables

__all__ = ["charger", "lire", "tables"]
