"""A column that keeps « 2026 », « 2026-09 » or « 2026-09-03 » as it was said."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from maillage.core.facts import PartialDate

if TYPE_CHECKING:
    _Field = models.Field[PartialDate | str | None, PartialDate | None]
else:
    _Field = models.Field


class PartialDateField(_Field):
    """Stored as its ISO text, which sorts in the order of first days."""

    description = "date partielle"
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "CharField"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "max_length": 10})

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        options.pop("max_length", None)
        return name, path, positional, options

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(
                "Écrivez une année, un mois ou un jour, par exemple 2026, 2026-09 ou 2026-09-03.",
                code="partial_date",
            ) from error

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if (date := self.to_python(value)) is None else str(date)
