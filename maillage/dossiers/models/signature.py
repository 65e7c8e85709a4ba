"""Who signs the documents, where and when."""

from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.personne import Personne
from maillage.dossiers.models.section import Section


class Signature(Section):
    # A person who signs is never removed in silence.
    signataire = models.ForeignKey(
        Personne, models.RESTRICT, null=True, blank=True, related_name="+"
    )
    qualite = columns.text()
    date_signature = columns.day()
    lieu = columns.text()

    class Meta:
        verbose_name = "signature"

    def __str__(self) -> str:
        return "signature"
