"""The professionals in practice, from the free-access extract of the RPPS (ANS)."""

from maillage.opendata.rpps.importation import importer

__all__ = ["importer"]
