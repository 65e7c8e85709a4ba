"""The dossier of a CPTS: the community itself, and who of the team speaks for it."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.core.facts import EtapeDossier
from maillage.dossiers.models import columns
from maillage.dossiers.queries.dossiers import DossierQuerySet

if TYPE_CHECKING:
    from maillage.dossiers.models.personne import Personne


def _role() -> "models.ForeignKey[Personne | None, Personne | None]":
    # A person who is called or who signs is never removed in silence.
    return models.ForeignKey(
        "dossiers.Personne", models.RESTRICT, null=True, blank=True, related_name="+"
    )


class Dossier(models.Model):
    """One community; `public_id` is its address, and cannot be guessed."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    nom = columns.text()
    date_creation = columns.partial_date()
    region = columns.text()
    etape = columns.code(EtapeDossier)
    contact = _role()
    redacteur = _role()
    representant_legal = _role()
    representant_qualite = columns.text()
    version = models.PositiveIntegerField(default=1, editable=False)
    # The end of the dossier's journal, so that a line cut off the end is seen too.
    journal_numero = models.PositiveIntegerField(default=0, editable=False)
    journal_empreinte = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        constraints = [columns.known("dossier", "etape", EtapeDossier)]

    def __str__(self) -> str:
        return self.nom or "CPTS sans nom"
