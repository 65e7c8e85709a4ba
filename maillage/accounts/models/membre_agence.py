"""Who works for an agency: a person, an agency, a role, from a day to another."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.accounts.models.agence import Agence
from maillage.reference.permissions import RoleAgence


class MembreAgenceQuerySet(models.QuerySet["MembreAgence"]):
    def en_cours(self, on: date) -> "MembreAgenceQuerySet":
        """Return those that hold on a day; the last day counts."""
        open_ended = models.Q(jusqua=None) | models.Q(jusqua__gte=on)
        return self.filter(open_ended, depuis__lte=on)


class MembreAgence(models.Model):
    """The roles of a person in an agency add up; one that ended is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agences")
    agence = models.ForeignKey(Agence, models.PROTECT, related_name="membres")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in RoleAgence])
    depuis = models.DateField()
    jusqua = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MembreAgenceQuerySet.as_manager()

    class Meta:
        verbose_name = "membre d’une agence"
        verbose_name_plural = "membres des agences"
        constraints = [
            models.CheckConstraint(
                name="accounts_membreagence_role_known",
                condition=models.Q(role__in=[role.value for role in RoleAgence]),
                violation_error_message="Ce rôle d’agence n’existe pas.",
            ),
            models.CheckConstraint(
                name="accounts_membreagence_dates",
                condition=models.Q(jusqua=None) | models.Q(jusqua__gte=models.F("depuis")),
                violation_error_message="La fin d’un rôle ne précède pas son début.",
            ),
            models.UniqueConstraint(
                name="accounts_membreagence_once",
                fields=["user", "agence", "role"],
                condition=models.Q(jusqua=None),
                violation_error_message="Cette personne a déjà ce rôle dans l’agence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.role}"
