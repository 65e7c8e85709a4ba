"""The address of a page of a dossier."""

from functools import lru_cache
from typing import Final
from uuid import UUID

from django.urls import reverse

from maillage.dossiers.models import Dossier

_KEPT: Final = 4_096  # a page names the same few hundred addresses at each reading


def adresse(dossier: Dossier, page: str, *args: str) -> str:
    """Return the address of a page of the dossier."""
    return _address(dossier.public_id, page, args)


@lru_cache(maxsize=_KEPT)
def _address(public_id: UUID, page: str, args: tuple[str, ...]) -> str:
    return reverse(page, args=(public_id, *args))
