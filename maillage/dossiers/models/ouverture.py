"""A dossier that a visitor asked to open, until the link sent to the address is used."""

from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.dossier import Dossier


class Ouverture(models.Model):
    """Only the print of the secret is kept; the row goes when its link expires.

    Once used, the address, the name and the communes are gone: they are in the dossier.
    """

    jeton = models.UUIDField(editable=False)  # of the form: one click, one message
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField("adresse électronique", max_length=254, blank=True)
    nom = columns.required_text()
    communes = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, related_name="ouvertures", editable=False
    )

    class Meta:
        verbose_name = "ouverture"
        indexes = [
            models.Index(fields=["email", "sent_at"], name="dossiers_ouverture_address"),
            models.Index(fields=["expires_at"], name="dossiers_ouverture_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="dossiers_ouverture_once",
                fields=["jeton", "email"],
                condition=models.Q(used_at=None),
                violation_error_message="Cette demande est déjà faite.",
            ),
        ]

    def __str__(self) -> str:
        return f"ouverture {self.pk}"
