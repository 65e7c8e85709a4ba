"""A line of the forecast budget of the project."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from maillage.core.facts import Enveloppe, Imputation, MissionAction, OrigineLigne
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class LigneBudgetProjet(Ligne):
    """A negative amount is kept as typed: rule BUD-03 reports it."""

    dossier = of_dossier("budget_projet")
    exercice = models.IntegerField(validators=[MinValueValidator(1000), MaxValueValidator(9999)])
    nature = columns.required_text()
    libelle = columns.text()
    financeur = columns.text()
    imputation = columns.code(Imputation)
    montant = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    mission = columns.code(MissionAction)
    action = columns.text()  # code of an action; cleared when it is removed
    enveloppe = columns.code(Enveloppe)
    origine = columns.code(OrigineLigne)

    class Meta:
        verbose_name = "ligne du budget du projet"
        verbose_name_plural = "lignes du budget du projet"
        constraints = [
            *constraints("lignebudgetprojet"),
            columns.known("lignebudgetprojet", "imputation", Imputation),
            columns.known("lignebudgetprojet", "mission", MissionAction),
            columns.known("lignebudgetprojet", "enveloppe", Enveloppe),
            columns.known("lignebudgetprojet", "origine", OrigineLigne),
            models.CheckConstraint(
                name="dossiers_lignebudgetprojet_exercice_is_a_year",
                condition=models.Q(exercice__range=(1000, 9999)),
                violation_error_message="L’exercice est une année, en quatre chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} ({self.exercice})"
