"""Who may do what with a dossier: a person, a dossier, a role."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.reference.permissions import Role


class Acces(models.Model):
    """The roles of a person on a dossier add up."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acces")
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="acces")
    role = models.TextField(choices=[(role.value, role.value) for role in Role])
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "accès"
        verbose_name_plural = "accès"
        constraints = [
            columns.known("acces", "role", Role),
            models.UniqueConstraint(
                name="dossiers_acces_once",
                fields=["dossier", "user", "role"],
                violation_error_message="Cette personne a déjà ce rôle dans le dossier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.role}"
