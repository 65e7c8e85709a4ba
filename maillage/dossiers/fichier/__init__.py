"""The dossier as one open file, YAML or JSON, lossless both ways."""

from maillage.dossiers.fichier.ecriture import ecrire
from maillage.dossiers.fichier.lecture import lire
from maillage.dossiers.fichier.schema_json import schema

__all__ = ["ecrire", "lire", "schema"]
