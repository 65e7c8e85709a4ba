"""The secret address by which an agenda reads the days of a dossier, for one person."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models.dossier import Dossier


class LienAgenda(models.Model):
    """Only the print of the secret is kept; a new link takes the place of the former."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="liens_agenda")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="liens_agenda")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "lien d’agenda"
        verbose_name_plural = "liens d’agenda"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_lienagenda_once",
                fields=["dossier", "user"],
                violation_error_message="Cette personne a déjà un lien pour ce dossier.",
            ),
        ]

    def __str__(self) -> str:
        return f"lien d’agenda {self.pk}"
