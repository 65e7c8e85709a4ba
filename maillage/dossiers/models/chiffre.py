"""A figure of the territory that the team got elsewhere."""

from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.exact_decimal_field import ExactDecimalField
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier
from maillage.dossiers.models.partial_date_field import PartialDateField
from maillage.reference.indicateurs import catalogue


class Chiffre(Ligne):
    dossier = of_dossier("chiffres")
    indicateur = columns.text()
    libelle = columns.text()
    unite = columns.text()
    numerateur = ExactDecimalField(null=True, blank=True)
    denominateur = ExactDecimalField(null=True, blank=True)
    valeur = ExactDecimalField(null=True, blank=True)
    departement = ExactDecimalField(null=True, blank=True)
    region = ExactDecimalField(null=True, blank=True)
    france = ExactDecimalField(null=True, blank=True)
    source = columns.required_text()
    date = PartialDateField()

    class Meta:
        verbose_name = "chiffre apporté"
        verbose_name_plural = "chiffres apportés"
        constraints = [
            *constraints("chiffre"),
            models.CheckConstraint(
                name="dossiers_chiffre_is_named",
                condition=models.Q(indicateur__isnull=False) | models.Q(libelle__isnull=False),
                violation_error_message="Dites de quel indicateur il s’agit.",
            ),
        ]

    def __str__(self) -> str:
        known = catalogue().indicateurs.get(self.indicateur or "")
        return self.libelle or (known.libelle if known else self.indicateur or "")
