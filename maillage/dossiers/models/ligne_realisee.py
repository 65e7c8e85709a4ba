"""What an account held: the actual, beside the forecast."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class LigneRealisee(Ligne):
    dossier = of_dossier("realise")
    exercice = models.IntegerField(validators=[MinValueValidator(1000), MaxValueValidator(9999)])
    compte = columns.required_text()
    libelle = columns.text()
    nature = columns.text()
    montant = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    arrete_le = columns.day()

    class Meta:
        verbose_name = "ligne réalisée"
        verbose_name_plural = "lignes réalisées"
        constraints = [
            *constraints("lignerealisee"),
            models.CheckConstraint(
                name="dossiers_lignerealisee_exercice_is_a_year",
                condition=models.Q(exercice__range=(1000, 9999)),
                violation_error_message="L’exercice est une année, en quatre chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compte} ({self.exercice})"
