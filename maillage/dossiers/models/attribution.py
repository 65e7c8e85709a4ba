"""A part of the dossier that someone is asked to write, for a day."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import of_dossier


class Attribution(models.Model):
    """Open until it is done or taken back; both are kept, with who asked."""

    dossier = of_dossier("attributions")
    cible = columns.required_text()
    personne = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attributions"
    )
    echeance = columns.day()
    demande = columns.required_text()
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    jeton = models.UUIDField(null=True, blank=True, editable=False)  # the same click, once
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    fait_at = models.DateTimeField(null=True, editable=False)
    retiree_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "attribution"
        indexes = [
            models.Index(name="dossiers_attribution_cible", fields=["dossier", "cible"]),
            models.Index(
                name="dossiers_attribution_open",
                fields=["personne"],
                condition=models.Q(fait_at=None, retiree_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="dossiers_attribution_jeton_once",
                fields=["dossier", "jeton"],
                violation_error_message="Cette demande est déjà faite.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cible} : compte {self.personne_id}"
