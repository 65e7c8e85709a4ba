"""A column that keeps a number as it was written: « 8.2 » and « 8.20 » are both exact, neither changes."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.core.facts.chiffre import LARGEST

if TYPE_CHECKING:
    _Field = models.Field[Decimal | str | None, Decimal | None]
else:
    _Field = models.Field

_LENGTH = 30


def _holds(number: Decimal) -> bool:
    """Say whether it is a figure that the column holds; one of a billion decimals is not written out."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_LENGTH or number.copy_abs() >= LARGEST:
        return False
    return len(f"{number:f}") <= _LENGTH


class ExactDecimalField(_Field):
    """Stored as text: it is read and shown, never summed by the database."""

    description = "nombre exact"
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "CharField"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "max_length": _LENGTH})

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        options.pop("max_length", None)
        return name, path, positional, options

    def to_python(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        try:
            number = Decimal(value)
        except (InvalidOperation, TypeError, ValueError):
            number = Decimal("NaN")
        if not _holds(number):
            raise ValidationError("Écrivez un nombre, par exemple 8,2.", code="exact_decimal")
        return number

    def from_db_value(self, value: str | None, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if (number := self.to_python(value)) is None else f"{number:f}"
