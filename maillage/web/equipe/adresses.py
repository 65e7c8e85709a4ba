"""The address of a page of a dossier."""

from django.urls import reverse

from maillage.dossiers.models import Dossier


def adresse(dossier: Dossier, page: str, *args: str) -> str:
    """Return the address of a page of the dossier."""
    return reverse(page, args=(dossier.public_id, *args))
