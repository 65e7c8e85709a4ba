"""A figure of the diagnosis that the team keeps for its documents, frozen on the day it was kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.core.facts import FormeFigure
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier

_TEXTS = ("libelle", "serie", "code")


def _storable_lines(value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValidationError("Une liste de valeurs est attendue.", code="lignes")
    for line in value:
        for name in _TEXTS:
            columns.storable(line.get(name) or "")


class FigureRetenue(Ligne):
    dossier = of_dossier("figures")
    rubrique = columns.required_text()
    indicateur = columns.required_text()
    forme = models.TextField(choices=[(forme.value, forme.value) for forme in FormeFigure])
    titre = columns.required_text()
    unite = columns.text()
    lignes = models.JSONField(null=True, blank=True, validators=[_storable_lines])
    constat = columns.text()
    source = columns.text()
    millesime = columns.text()
    niveau = columns.text()
    couverture = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    estimation = columns.yes_no()
    retenue_le = columns.day()

    class Meta:
        verbose_name = "figure retenue"
        verbose_name_plural = "figures retenues"
        constraints = [
            *constraints("figureretenue"),
            columns.known("figureretenue", "forme", FormeFigure),
        ]

    def __str__(self) -> str:
        return self.titre
