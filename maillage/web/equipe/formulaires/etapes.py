"""The key steps of an action: rows of words and a date, with empty rows to add some."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.facts import EtapeAction
from maillage.web.equipe.formulaires.champs import DatePartielle, Texte
from maillage.web.typographie import fr

_MOST: Final = 1000  # more than a page may send
_EMPTY_ROWS: Final = 3

Row = tuple[str, Any]  # words, date as typed or as recorded


class SaisieEtapes(forms.Widget):
    """Two inputs per row."""

    template_name = "equipe/parts/etapes.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        del files
        rows = []
        for rank in range(_MOST):
            words, day = data.get(f"{name}_{rank}_libelle"), data.get(f"{name}_{rank}_date")
            if words is None and day is None:
                break
            rows.append((words or "", day or ""))
        return rows

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        del files
        return f"{name}_0_libelle" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_libelle" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or () if any(row)]
        free = 0 if context["widget"]["attrs"].get("disabled") else _EMPTY_ROWS
        shown = [*rows, *[("", "")] * min(free, _MOST - len(rows))]
        context["lignes"] = [
            {"rang": rank, "nom": f"{name}_{rank}", "libelle": words, "date": day}
            for rank, (words, day) in enumerate(shown)
        ]
        return context


class Etapes(forms.Field):
    """The steps as `EtapeAction`; None when no row is filled."""

    widget = SaisieEtapes

    def __init__(self, label: str, **options: Any) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        super().__init__(label=fr(label), **options)
        self._words = Texte("Étape")
        self._day = DatePartielle("Date")

    def prepare_value(self, value: Any) -> list[Row]:
        return [
            (one.libelle, self._day.prepare_value(one.date) or "")
            if isinstance(one, EtapeAction)
            else one
            for one in value or ()
        ]

    def clean(self, value: Iterable[Row]) -> tuple[EtapeAction, ...] | None:
        steps, problems = [], []
        for rank, (words, day) in enumerate(value or (), start=1):
            if not words.strip() and not str(day).strip():
                continue
            try:
                steps.append(self._step(words, day))
            except ValidationError as error:
                problems += [fr(f"Étape {rank} : {message}") for message in error.messages]
        if problems:
            raise ValidationError(problems)
        return tuple(steps) or None

    def _step(self, words: str, day: Any) -> EtapeAction:
        said = self._words.clean(words)
        if not said:
            raise ValidationError("dites ce qui est fait à cette date.")
        return EtapeAction(libelle=said, date=self._day.clean(day))
