"""A model given as a file, without an agency nor a database."""

import hashlib
import re

from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.modeles.region import PREFIXE, ModeleRegion
from maillage.documents.modeles.verifier import controle


def de_fichier(name: str, data: bytes) -> ModeleRegion:
    """Return a file as a document named after it; raise `ModeleRefuse`."""
    found = controle(data)
    if found.inconnues:
        names = ", ".join(f"« {one.nom} »" for one in found.inconnues[:10])
        raise ModeleRefuse(f"Ce modèle utilise des balises inconnues : {names}.")
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "sans_nom"
    return ModeleRegion(
        document=f"{PREFIXE}{plain}",
        titre=name,
        region="",
        agence="",
        version=1,
        edition=None,
        empreinte=hashlib.sha256(data).hexdigest(),
        utilisees=found.utilisees,
        etape=None,
        source=lambda: data,
    )
