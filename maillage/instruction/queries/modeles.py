"""The Word models of a région: all of them for its agencies, the published ones for its teams."""

import hashlib

from django.db.models import Prefetch, QuerySet

from maillage.accounts.models import User
from maillage.instruction.models import EtatModele, ModeleWord, VersionModele


class FichierPerdu(Exception):
    """The stored file is gone, or is no longer the one that was checked."""

    def __init__(self, version: VersionModele) -> None:
        super().__init__(
            f"Le fichier du modèle « {version.modele.titre} » (version {version.numero}) est introuvable "
            "ou a changé depuis son dépôt : l’agence doit le déposer de nouveau."
        )


def of_region(region: str) -> QuerySet[ModeleWord]:
    """Return the models of a région with all their versions, the latest first."""
    versions = VersionModele.objects.select_related(
        "depose_par", "publie_par", "retire_par"
    ).order_by("-numero")
    return (
        ModeleWord.objects.filter(region=region)
        .select_related("agence")
        .prefetch_related(Prefetch("versions", versions))
        .order_by("titre", "pk")
    )


def given_by(user: User) -> list[dict[str, object]]:
    """Return the versions of models that a person brought, to be handed to her."""
    rows = VersionModele.objects.filter(depose_par=user).select_related("modele").order_by("pk")
    return [{"modele": str(row.modele), "version": row.numero} for row in rows]


def published(region: str | None) -> QuerySet[VersionModele]:
    """Return what the teams of a région may produce."""
    return (
        VersionModele.objects.filter(modele__region=region or "", etat=EtatModele.PUBLIE)
        .select_related("modele", "modele__agence")
        .order_by("modele__titre", "pk")
    )


def with_content(empreinte: str) -> VersionModele | None:
    """Return a version that holds this very file, whatever its state."""
    return (
        VersionModele.objects.filter(empreinte=empreinte)
        .select_related("modele")
        .order_by("pk")
        .first()
    )


def content(version: VersionModele) -> bytes:
    """Return the file as it was checked; raise `FichierPerdu`."""
    try:
        with version.fichier.storage.open(version.fichier.name, "rb") as stored:
            data: bytes = stored.read()
    except OSError as error:
        raise FichierPerdu(version) from error
    if hashlib.sha256(data).hexdigest() != version.empreinte:
        raise FichierPerdu(version)
    return data
