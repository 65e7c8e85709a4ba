"""The weekly letter of a person: one a week, whatever stops and starts again."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Recapitulatif(models.Model):
    """Written in the transaction that writes the e-mail; `semaine` is the Monday of the week."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recapitulatifs"
    )
    semaine = models.DateField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "récapitulatif"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_recapitulatif_once",
                fields=["user", "semaine"],
                violation_error_message="Le récapitulatif de cette semaine est déjà écrit.",
            ),
        ]

    def __str__(self) -> str:
        return f"compte {self.user_id}, semaine du {self.semaine}"
