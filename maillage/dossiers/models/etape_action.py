"""A key step of an action."""

from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.action_prevue import ActionPrevue


class EtapeAction(models.Model):
    action = models.ForeignKey(ActionPrevue, models.CASCADE, related_name="etapes")
    rang = models.PositiveIntegerField()
    libelle = columns.required_text()
    date = columns.partial_date()

    class Meta:
        verbose_name = "étape d’une action"
        verbose_name_plural = "étapes des actions"

    def __str__(self) -> str:
        return self.libelle
