"""A person called into the team of a dossier, by a secret link sent to an address."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.dossier import Dossier
from maillage.reference.permissions import Role


class Invitation(models.Model):
    """Only the print of the secret is kept; the address goes once the invitation is settled."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse électronique", max_length=254, blank=True)
    role = models.TextField(choices=[(role.value, role.value) for role in Role])
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "invitation"
        constraints = [
            columns.known("invitation", "role", Role),
            models.UniqueConstraint(
                name="dossiers_invitation_once",
                fields=["dossier", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                violation_error_message="Une invitation attend déjà une réponse à cette adresse.",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def settled(self) -> bool:
        return self.accepted_at is not None or self.revoked_at is not None
