"""A text that someone sent and that did not become the text as it was: kept word for word."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.texte import Texte
from maillage.dossiers.queries.append_only import VersionEcarteeQuerySet


class Motif(StrEnum):
    """Why the text did not become a version as it was sent."""

    FUSION = "fusion"  # put together with what someone else had written
    CONFLIT = "conflit"  # both had changed the same passage: its author chooses


class VersionEcartee(models.Model):
    """`depart` is the version it started from, `courante` the one that it met.

    Only `reglee` ever changes: its author said that nothing more is to be done with it.
    """

    texte = models.ForeignKey(Texte, models.CASCADE, related_name="ecartees")
    motif = models.TextField(choices=[(motif.value, motif.value) for motif in Motif])
    depart = models.PositiveIntegerField()
    courante = models.PositiveIntegerField()
    contenu = columns.text()
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    reglee = models.BooleanField(default=False)

    objects = VersionEcarteeQuerySet.as_manager()

    class Meta:
        verbose_name = "texte mis de côté"
        verbose_name_plural = "textes mis de côté"
        constraints = [columns.known("versionecartee", "motif", Motif)]

    def __str__(self) -> str:
        return f"{self.texte_id}, mis de côté devant la version {self.courante}"
