"""The contract of the agreement, as it was signed and lived."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.core.facts import (
    ConditionFonctionnement,
    Prorata,
    ScenarioBudget,
    VariablePremiereAnnee,
)
from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section


def storable_rows(value: object) -> None:
    """Refuse what is not a list, and the characters that no database keeps, wherever they are."""
    if not isinstance(value, list):
        raise ValidationError("Une liste est attendue.", code="rows")
    for text in _texts(value):
        columns.storable(text)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def _rows() -> "models.JSONField[list[Any] | None, list[Any] | None]":
    return models.JSONField(null=True, blank=True, validators=[storable_rows])


class Contrat(Section):
    """What it holds in several rows is kept whole, in the shape of the facts."""

    date_signature = columns.day()
    date_effet = columns.day()
    date_fin = columns.day()
    parties = _rows()
    taille = columns.count()
    grille = columns.text()
    renouvellement = columns.yes_no()
    missions = _rows()
    montants = _rows()
    resultats = _rows()
    faits = _rows()
    avenants = _rows()
    resiliation = columns.day()
    prorata = columns.code(Prorata)
    condition_fonctionnement = columns.code(ConditionFonctionnement)
    variable_premiere_annee = columns.code(VariablePremiereAnnee)
    dialogues = _rows()
    scenario = columns.code(ScenarioBudget)

    class Meta:
        verbose_name = "contrat"
        constraints = [
            columns.known("contrat", "prorata", Prorata),
            columns.known("contrat", "condition_fonctionnement", ConditionFonctionnement),
            columns.known("contrat", "variable_premiere_annee", VariablePremiereAnnee),
            columns.known("contrat", "scenario", ScenarioBudget),
        ]

    def __str__(self) -> str:
        return "contrat"
