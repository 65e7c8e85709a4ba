"""A line of the small budget of the construction phase."""

from django.db import models

from maillage.core.facts import SensBudget
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class LigneBudget(Ligne):
    """A negative amount is kept as typed: rule BUD-03 reports it."""

    dossier = of_dossier("budget_pre_projet")
    poste = columns.required_text()
    libelle = columns.text()
    sens = models.TextField(choices=[(sens.value, sens.value) for sens in SensBudget])
    montant = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "ligne de budget"
        verbose_name_plural = "lignes de budget"
        constraints = [
            *constraints("lignebudget"),
            columns.known("lignebudget", "sens", SensBudget),
        ]

    def __str__(self) -> str:
        return f"{self.poste} ({self.sens})"
