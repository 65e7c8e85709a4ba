"""The refusal of a model, with its reason in French."""

from maillage.documents.reprise.refus import FichierRefuse


class ModeleRefuse(FichierRefuse):
    """A model cannot be used; the sentence says why, and what to do."""
