"""A version of a row, of a section or of a whole list: what it was, who wrote it, and when."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models.dossier import Dossier
from maillage.dossiers.queries.append_only import VersionFicheQuerySet


class VersionFiche(models.Model):
    """`contenu` None: the row was removed, nobody had answered the list, or it was erased.

    `numero` is the version that the record bore from then on, the one that its forms carry. An
    unknown `auteur`: it was there before versions were kept.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="versions")
    nature = models.TextField()  # name of the section or of the list, as in the facts
    fiche = models.TextField(blank=True)  # which row; empty: the section, or the list as a whole
    numero = models.PositiveIntegerField()
    contenu = models.JSONField(null=True, blank=True)
    rang = models.PositiveIntegerField(null=True, blank=True)
    ligne = models.BigIntegerField(null=True, blank=True)  # key of the row: its address comes back
    effacee = models.BooleanField(default=False)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = VersionFicheQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’une fiche"
        verbose_name_plural = "versions des fiches"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_versionfiche_once",
                fields=["dossier", "nature", "fiche", "numero"],
                violation_error_message="Cette version de la fiche existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.fiche}, version {self.numero}"
