"""The models that the agencies of a région publish, and those that they once brought."""

from collections.abc import Callable

from maillage.core.facts import EtapeDossier
from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.modeles.region import ModeleRegion
from maillage.instruction.models import VersionModele
from maillage.instruction.queries import modeles


def publies(region: str | None) -> tuple[ModeleRegion, ...]:
    """Return the models that the agencies of a région publish today."""
    return tuple(de_version(version) for version in modeles.published(region))


def de_version(version: VersionModele) -> ModeleRegion:
    """Return a stored version as a document."""
    modele = version.modele
    return ModeleRegion(
        document=modele.document,
        titre=modele.titre,
        region=modele.region,
        agence=modele.agence.nom,
        version=version.numero,
        edition=version.edition,
        empreinte=version.empreinte,
        utilisees=tuple(version.utilisees),
        etape=EtapeDossier(modele.etape) if modele.etape else None,
        source=_stored(version),
    )


def par_empreinte(empreinte: str) -> bytes | None:
    """Return the file of a version that an agency once brought, even withdrawn since."""
    version = modeles.with_content(empreinte)
    if version is None:
        return None
    try:
        return modeles.content(version)
    except modeles.FichierPerdu:
        return None


def _stored(version: VersionModele) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return modeles.content(version)
        except modeles.FichierPerdu as error:
            raise ModeleRefuse(str(error)) from error

    return read
