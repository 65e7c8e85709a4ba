"""Who is writing where, a few moments ago: not a record, it fades by itself."""

from django.conf import settings
from django.db import models

from maillage.dossiers.models import columns


class Presence(models.Model):
    """`cible` names the place, such as « texte:freins »."""

    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    cible = columns.required_text()
    vu_at = models.DateTimeField()

    class Meta:
        verbose_name = "présence"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_presence_once",
                fields=["dossier", "user", "cible"],
                violation_error_message="Cette personne est déjà vue à cet endroit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.cible}"
