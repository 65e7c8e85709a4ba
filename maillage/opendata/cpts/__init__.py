"""Perimeters of the CPTS that exist: from a list of communes or drawn outlines to what pages read."""

from maillage.opendata.cpts.importation import DemandeCpts, RapportCpts, importer_cpts

__all__ = ["DemandeCpts", "RapportCpts", "importer_cpts"]
