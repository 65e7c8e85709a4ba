"""A version of a text, kept for ever: who wrote it, and when."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.texte import Texte
from maillage.dossiers.queries.append_only import VersionTexteQuerySet


class VersionTexte(models.Model):
    texte = models.ForeignKey(Texte, models.CASCADE, related_name="versions")
    numero = models.PositiveIntegerField()
    contenu = columns.text()
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = VersionTexteQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’un texte"
        verbose_name_plural = "versions des textes"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_versiontexte_once",
                fields=["texte", "numero"],
                violation_error_message="Cette version du texte existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.texte_id}, version {self.numero}"
