"""A link from an action to another: it needs it first, or each makes the other stronger."""

from django.db import models

from maillage.core.facts import NatureLien
from maillage.dossiers.models import columns
from maillage.dossiers.models.action_prevue import ActionPrevue


class LienAction(models.Model):
    action = models.ForeignKey(ActionPrevue, models.CASCADE, related_name="liens")
    rang = models.PositiveIntegerField()
    vers = models.ForeignKey(ActionPrevue, models.CASCADE, related_name="+")
    nature = models.TextField(choices=[(code.value, code.value) for code in NatureLien])

    class Meta:
        verbose_name = "lien d’une action"
        verbose_name_plural = "liens des actions"
        constraints = [columns.known("lienaction", "nature", NatureLien)]

    def __str__(self) -> str:
        return str(self.vers)
