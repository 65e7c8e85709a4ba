"""The records of the agencies."""

from maillage.instruction.models.modele_word import ModeleWord
from maillage.instruction.models.version_modele import EtatModele, VersionModele

__all__ = ["EtatModele", "ModeleWord", "VersionModele"]
