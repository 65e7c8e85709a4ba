"""Everything asked in one file to send: the documents, their manifest, a note for people."""

from maillage.documents.archive import pack
from maillage.documents.lot import Lot
from maillage.documents.manifeste import LISEZ_MOI, MANIFESTE, lisez_moi, manifeste


def archiver(lot: Lot) -> bytes:
    """Return the ZIP of a set of documents; the same set gives the same bytes."""
    beside = {LISEZ_MOI: lisez_moi(lot), MANIFESTE: manifeste(lot)}
    return pack(beside | {fichier.nom: fichier.contenu for fichier in lot.fichiers})
