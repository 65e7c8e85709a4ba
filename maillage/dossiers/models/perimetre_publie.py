"""The perimeter that a team makes public: what it said on a day, never what it is writing."""

from django.conf import settings
from django.db import models

from maillage.dossiers.models import columns


class PerimetrePublie(models.Model):
    """Replaced as a whole by the next one: its number tells what was read is still true."""

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.CASCADE, related_name="perimetre_publie"
    )
    nom = columns.required_text()
    prise = models.JSONField()  # [code of a commune of today, name of the part or null]…
    numeros = models.JSONField(default=list)  # FINESS and SIRET of the association
    publie_le = models.DateField()
    publie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "périmètre publié"

    def __str__(self) -> str:
        return self.nom
