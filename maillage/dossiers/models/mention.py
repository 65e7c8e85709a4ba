"""A person whom a comment calls, and when that person said having read it."""

from django.conf import settings
from django.db import models

from maillage.dossiers.models.commentaire import Commentaire


class Mention(models.Model):
    commentaire = models.ForeignKey(Commentaire, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentions")
    lu_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "mention"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_mention_once",
                fields=["commentaire", "user"],
                violation_error_message="Cette personne est déjà prévenue.",
            ),
        ]

    def __str__(self) -> str:
        return f"compte {self.user_id}, commentaire {self.commentaire_id}"
