"""Outlines of communes and the pairs that touch: from published files to what the pages read."""

from maillage.opendata.contours.importation import (
    RapportContours,
    importer_adjacence,
    importer_contours,
)
from maillage.opendata.refus import SourceRefusee

__all__ = ["RapportContours", "SourceRefusee", "importer_adjacence", "importer_contours"]
