"""Kinds of fields: an empty one is « no answer yet », told as None."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.facts import PartialDate
from maillage.web.typographie import fr, nombre

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_MONTH_NUMBERS = {name: rank for rank, name in enumerate(_MONTHS.split(), start=1)}
_SPACES = re.compile(r"\s")
_LARGEST = 2_147_483_647
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CENT, _ENTIER = 100, 10_000  # ten-thousandths: of one per cent, of everything
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})")

PAS_DIT = "Pas encore dit"


class Texte(forms.CharField):
    """A line of text."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, "max_length": 500, "empty_value": None, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        super().__init__(label=fr(label), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text and any("\ud800" <= character <= "\udfff" for character in text):
            raise ValidationError(
                fr("Un caractère de ce texte ne peut pas être enregistré : retapez-le.")
            )
        return text


class TexteLong(Texte):
    """A few lines of text."""

    def __init__(self, label: str, *, rows: int = 4, **options: Any) -> None:
        options = {"max_length": 20_000, "widget": forms.Textarea(attrs={"rows": rows}), **options}
        super().__init__(label, **options)


class Courriel(Texte):
    """An address to write to; kept as typed, an odd one is a matter for the rules."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none"})
        super().__init__(label, **{"widget": widget, "max_length": 254, **options})


class Telephone(Texte):
    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "class": "court"})
        super().__init__(label, **{"widget": widget, "max_length": 40, **options})


class OuiNon(forms.TypedChoiceField):
    """Yes, no, or not said yet."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, "widget": forms.RadioSelect, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        choices = [("oui", "Oui"), ("non", "Non"), ("", PAS_DIT)]
        super().__init__(
            label=fr(label), choices=choices, coerce=_is_yes, empty_value=None, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "oui", False: "non", None: ""}.get(value, value)


def _is_yes(value: str) -> bool:
    return value == "oui"


class Code(forms.TypedChoiceField):
    """One code of a closed list, shown by its label."""

    def __init__(
        self, label: str, labels: Mapping[str, str], *, vide: str = PAS_DIT, **options: Any
    ) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        choices = [("", vide), *labels.items()]
        super().__init__(label=fr(label), choices=choices, empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else str(value)


class CodeEnum(Code):
    """One member of a closed list of `core.facts`."""

    def __init__(
        self, label: str, kind: type[StrEnum], labels: Mapping[Any, str], **options: Any
    ) -> None:
        super().__init__(label, {str(code): labels[code] for code in kind}, **options)
        self.coerce = kind


class Jour(forms.DateField):
    """A whole day."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": fr("Écrivez un jour, par exemple 03/09/2026.")}
        super().__init__(
            label=fr(label),
            widget=widget,
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
            error_messages=messages,
            **options,
        )

    def clean(self, value: Any) -> date | None:
        return super().clean(value) or None


class DatePartielle(forms.Field):
    """A year, a month or a day, in the forms people write them."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(
            options.get("help_text", "Par exemple 2026, septembre 2026 ou 03/09/2026.")
        )
        widget = forms.TextInput(attrs={"class": "court"})
        super().__init__(label=fr(label), widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, PartialDate):
            return value
        return "/".join(
            f"{part:02d}" for part in (value.day, value.month, value.year) if part is not None
        )

    def to_python(self, value: Any) -> PartialDate | None:
        text = str(value or "").strip().lower()
        if not text:
            return None
        try:
            found = lire_date(text)
        except ValueError as error:
            raise ValidationError(
                fr("Écrivez une année, un mois ou un jour : 2026, septembre 2026 ou 03/09/2026.")
            ) from error
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValidationError(fr(f"Écrivez une année de {_FIRST_YEAR} à {_LAST_YEAR}."))
        return found


def lire_date(text: str) -> PartialDate:
    """Read « 2026 », « 09/2026 », « 3 septembre 2026 », « 2026-09-03 »; raise ValueError."""
    if re.match(r"\d{4}", text):
        return PartialDate.parse(text)
    words = [word for word in re.split(r"[\s/.\-]+", text.replace("1er", "1")) if word]
    numbers = [_MONTH_NUMBERS.get(word) or int(word) for word in words]
    numbers.reverse()
    if not 1 <= len(numbers) <= 3 or numbers[0] < _FIRST_YEAR:
        raise ValueError(text)
    return PartialDate(*numbers)


class Nombre(forms.Field):
    """A whole number, written with or without spaces."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "court"})
        super().__init__(label=fr(label), widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return nombre(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        text = _SPACES.sub("", str(value if value is not None else ""))
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or int(text[:12]) > _LARGEST:
            raise ValidationError(fr("Écrivez un nombre entier, par exemple 61 367."))
        return int(text)


class Annee(Nombre):
    """A year; no thin space inside."""

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        year = super().to_python(value)
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValidationError(fr("Écrivez une année de quatre chiffres, par exemple 2023."))
        return year


def lire_decimal(text: str) -> Decimal | None:
    """Read a number below a thousand billions; None for anything else, an exponent too.

    « 1e-999999999 » is one more number for Python, that would fill the memory once written out.
    """
    return Decimal(text) if _NUMBER.fullmatch(text) else None


class Valeur(forms.Field):
    """A figure, with at most two decimals; it may be under zero."""

    UNITE = "%"
    EXEMPLE = "Écrivez un nombre, par exemple 38 ou 12,5."

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "court"})
        super().__init__(label=fr(label), widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return nombre(value, 0 if value == value.to_integral_value() else 2)

    def to_python(self, value: Any) -> Decimal | None:
        text = _SPACES.sub("", str(value if value is not None else ""))
        text = text.replace(self.UNITE, "").replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        found = lire_decimal(text)
        if found is None:
            raise ValidationError(fr(self.EXEMPLE))
        if found != round(found, 2):
            raise ValidationError(fr("Au plus deux chiffres après la virgule."))
        return round(found, 2)


class Montant(Valeur):
    """An amount in euros, with at most two decimals."""

    UNITE = "€"
    EXEMPLE = "Écrivez un montant en euros, par exemple 14 200 ou 14 200,50."


class Decimale(forms.Field):
    """A number, with or without decimals, kept exactly as it is written."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "court"})
        super().__init__(label=fr(label), widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = _SPACES.sub("", str(value if value is not None else ""))
        text = text.removesuffix("%").replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        number = lire_decimal(text)
        if number is None:
            raise ValidationError(fr("Écrivez un nombre, par exemple 18,2."))
        return number


class Codes(forms.MultipleChoiceField):
    """Several codes of a closed list; « none » is told apart by a box of the form."""

    def __init__(self, label: str, labels: Mapping[str, str], **options: Any) -> None:
        options = {"required": False, "widget": forms.CheckboxSelectMultiple, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        super().__init__(label=fr(label), choices=list(labels.items()), **options)

    def clean(self, value: Any) -> tuple[str, ...] | None:
        return tuple(super().clean(value)) or None


class Lignes(forms.CharField):
    """A short list, one item per line."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {
            "required": False,
            "max_length": 5_000,
            "widget": forms.Textarea(attrs={"rows": 3}),
            **options,
        }
        options["help_text"] = fr(options.get("help_text", "Un par ligne."))
        super().__init__(label=fr(label), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        items = (line.strip() for line in text.splitlines())
        return tuple(dict.fromkeys(item for item in items if item)) or None


class Jours(forms.CharField):
    """Several days, one per line."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {
            "required": False,
            "max_length": 1_000,
            "widget": forms.Textarea(attrs={"rows": 2}),
            "help_text": "Un jour par ligne, par exemple 03/09/2026.",
            **options,
        }
        options["help_text"] = fr(options["help_text"])
        super().__init__(label=fr(label), **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(f"{one:%d/%m/%Y}" for one in value)
        return value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        days = [lire_jour(line.strip()) for line in text.splitlines() if line.strip()]
        return tuple(sorted(dict.fromkeys(days))) or None


def lire_jour(text: str) -> date:
    """Read a whole day; raise ValidationError."""
    try:
        found = lire_date(text.lower())
    except ValueError:
        found = None
    if found is None or found.day is None:
        raise ValidationError(
            fr(f"« {text[:20]} » n’est pas un jour : écrivez par exemple 03/09/2026.")
        )
    return found.first_day()


class Taux(forms.Field):
    """A percentage from 0 to 100, kept in ten-thousandths so that it stays exact."""

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "court"})
        super().__init__(label=fr(label), widget=widget, **options)

    def to_python(self, value: Any) -> int | None:
        text = _SPACES.sub("", str(value or "")).removesuffix("%").replace(",", ".")
        if not text:
            return None
        percent = lire_decimal(text)
        rate = None if percent is None else percent * _CENT
        if rate is None or not 0 <= rate <= _ENTIER or rate != int(rate):
            raise ValidationError(fr("Écrivez un pourcentage de 0 à 100, par exemple 60 ou 62,5."))
        return int(rate)


def en_pourcent(rate: int) -> str:
    """Write ten-thousandths as the field takes them: « 60 », « 62,5 »."""
    whole, rest = divmod(rate, _CENT)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
