"""Who of the team answers for an action."""

from django.db import models

from maillage.dossiers.models.action_prevue import ActionPrevue
from maillage.dossiers.models.personne import Personne


class ReferentAction(models.Model):
    action = models.ForeignKey(ActionPrevue, models.CASCADE, related_name="referents")
    rang = models.PositiveIntegerField()
    personne = models.ForeignKey(Personne, models.CASCADE)

    class Meta:
        verbose_name = "référent d’une action"
        verbose_name_plural = "référents des actions"

    def __str__(self) -> str:
        return str(self.personne)
