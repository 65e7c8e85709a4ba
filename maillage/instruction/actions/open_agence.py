"""Open an agency, from the command line of the instance."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import Agence, GenreAgence
from maillage.dossiers import journal


class NotOpened(Exception):
    """The agency cannot be opened; the sentences say why."""


@transaction.atomic
def open_agence(
    *,
    nom: str,
    genre: GenreAgence,
    region: str,
    departements: Sequence[str] | None,
    on: date,
    at: datetime,
) -> Agence:
    """Open the agency and write it in the journal of the instance; raise `NotOpened`."""
    agence = Agence(
        nom=nom,
        genre=genre.value,
        region=region,
        departements=None if departements is None else list(departements),
    )
    try:
        agence.full_clean()
    except ValidationError as error:
        raise NotOpened(" ".join(error.messages)) from error
    agence.save()
    journal.write_instance(
        action="agence.ouvrir", by=None, on=on, at=at, cible=f"agence {agence.pk}"
    )
    return agence
