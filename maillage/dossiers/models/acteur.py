"""Who takes part in an action: a person of the team, or an establishment."""

from django.db import models

from maillage.dossiers.models.action_prevue import ActionPrevue
from maillage.dossiers.models.etablissement import Etablissement
from maillage.dossiers.models.personne import Personne


class Acteur(models.Model):
    action = models.ForeignKey(ActionPrevue, models.CASCADE, related_name="acteurs")
    rang = models.PositiveIntegerField()
    personne = models.ForeignKey(Personne, models.CASCADE, null=True, blank=True)
    etablissement = models.ForeignKey(Etablissement, models.CASCADE, null=True, blank=True)

    class Meta:
        verbose_name = "acteur d’une action"
        verbose_name_plural = "acteurs des actions"
        constraints = [
            models.CheckConstraint(
                name="dossiers_acteur_one_of_two",
                condition=models.Q(personne=None) ^ models.Q(etablissement=None),
                violation_error_message="Un acteur est une personne ou un établissement.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.personne or self.etablissement)
