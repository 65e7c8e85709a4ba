"""A payment that came on the account of the structure."""

from django.db import models

from maillage.core.facts import PayeurVersement
from maillage.dossiers.models import columns
from maillage.dossiers.models.contrat import storable_rows
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Versement(Ligne):
    """Each has its own versions: two people may type two payments at once."""

    dossier = of_dossier("versements")
    date = models.DateField()
    montant = columns.number()
    payeur = columns.code(PayeurVersement)
    libelle = columns.text()
    reference = columns.text()
    parts = models.JSONField(null=True, blank=True, validators=[storable_rows])

    class Meta:
        verbose_name = "versement"
        constraints = [
            *constraints("versement"),
            columns.known("versement", "payeur", PayeurVersement),
        ]

    def __str__(self) -> str:
        return self.libelle or f"Versement du {self.date:%d/%m/%Y}"
