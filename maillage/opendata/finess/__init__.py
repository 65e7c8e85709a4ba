"""The establishments of FINESS, by commune and by category."""

from maillage.opendata.finess.importation import importer

__all__ = ["importer"]
