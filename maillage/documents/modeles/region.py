"""A Word model of a région as one of its documents: what the pages say of it, and its file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.documents.modeles.remplir import remplir
from maillage.instruction.verifie import DOCUMENT as PREFIXE

__all__ = ["PREFIXE", "ModeleRegion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleRegion:
    """A version of a model; its file is read only when it is filled."""

    document: str  # its name among the documents of a dossier
    titre: str
    region: str  # sigle; empty for a file that no agency published
    agence: str
    version: int
    edition: date | None
    empreinte: str  # SHA-256 of the file
    utilisees: tuple[str, ...]
    etape: EtapeDossier | None
    source: Callable[[], bytes]  # raises `ModeleRefuse` when the file is gone

    def remplir(self, dossier: DossierFacts, *, on: date) -> bytes:
        """Return the document, as DOCX; raise `ModeleRefuse`."""
        return remplir(self.source(), dossier, on=on)
