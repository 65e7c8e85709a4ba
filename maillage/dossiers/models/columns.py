"""The kinds of columns a dossier is made of; nullable on purpose, for None is « no answer yet ».

An empty text is an answer (« sans structure »), so both must be stored: Django's advice of one
empty value does not hold here.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from maillage.dossiers.models.partial_date_field import PartialDateField

_LARGEST = 2_147_483_647  # of an integer column, on PostgreSQL


def storable(value: str) -> None:
    """Refuse the two kinds of characters that no database keeps."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValidationError(
            "Ce texte contient un caractère que l’on ne peut pas enregistrer : retapez-le.",
            code="storable",
        )


def text() -> "models.TextField[str | None, str | None]":
    return models.TextField(null=True, blank=True, validators=[storable])


def required_text() -> "models.TextField[str, str]":
    return models.TextField(blank=True, validators=[storable])


def code(codes: type[StrEnum]) -> "models.TextField[str | None, str | None]":
    return models.TextField(null=True, blank=True, choices=[(c.value, c.value) for c in codes])


def yes_no() -> "models.BooleanField[bool | None, bool | None]":
    return models.BooleanField(null=True, blank=True)


def count() -> "models.IntegerField[int | None, int | None]":
    return models.IntegerField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(_LARGEST)]
    )


def day() -> "models.DateField[str | date | None, date | None]":
    return models.DateField(null=True, blank=True)


def partial_date() -> PartialDateField:
    return PartialDateField(null=True, blank=True)


def codes() -> "models.JSONField[list[str] | None, list[str] | None]":
    """A short list of codes; None is no answer, an empty list is « none »."""
    return models.JSONField(null=True, blank=True, validators=[storable_codes])


def storable_codes(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValidationError("Une liste de codes est attendue.", code="codes")
    for item in value:
        storable(item)


def number() -> "models.DecimalField[Decimal | None, Decimal | None]":
    """A figure of an indicator, exact; it may be under zero."""
    return models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)


def parts() -> "models.JSONField[list[dict[str, Any]] | None, list[dict[str, Any]] | None]":
    """Small parts of the facts that belong to one row; None is no answer, an empty list « none »."""
    return models.JSONField(null=True, blank=True, validators=[storable_parts])


def storable_parts(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValidationError("Une liste est attendue.", code="parts")
    for item in value:
        for text in item.values():
            if isinstance(text, str):
                storable(text)


def known(model: str, field: str, codes: type[StrEnum]) -> models.CheckConstraint:
    """Only the codes of the list, or no answer."""
    allowed = ", ".join(f"« {code} »" for code in codes)
    return models.CheckConstraint(
        name=f"dossiers_{model}_{field}_known",
        condition=models.Q(**{f"{field}__in": [code.value for code in codes]}),
        violation_error_message=f"« {field} » : choisissez parmi {allowed}.",
    )


def not_negative(model: str, *fields: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            name=f"dossiers_{model}_{field}_not_negative",
            condition=models.Q(**{f"{field}__gte": 0}),
            violation_error_message=f"« {field} » ne peut pas être négatif.",
        )
        for field in fields
    ]
