"""A few small rows inside a form, each a part of the facts, with empty ones to add some."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError

from maillage.web.typographie import fr

_MOST: Final = 300  # rows that a page may send
_EMPTY_ROWS: Final = 2

Row = Mapping[str, Any]  # as typed or as prepared, by column


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """A cell of each row; the first one says what the row is about."""

    nom: str
    champ: forms.Field
    large: bool = False

    @property
    def choix(self) -> bool:
        """Is it picked in a list? Such a cell never fills a row alone."""
        return isinstance(self.champ, forms.ChoiceField)

    @property
    def cachee(self) -> bool:
        """Is it kept without being shown?"""
        return bool(self.champ.widget.is_hidden)


class SaisieRangees(forms.Widget):
    """The cells of each row, side by side."""

    template_name = "equipe/parts/rangees.html"
    colonnes: Sequence[Colonne] = ()
    mot = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        del files
        rows: list[Row] = []
        for rank in range(_MOST):
            names = {col.nom: f"{name}_{rank}_{col.nom}" for col in self.colonnes}
            if not any(key in data for key in names.values()):
                break
            rows.append({col: data.get(key) or "" for col, key in names.items()})
        return rows

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        del files
        return f"{name}_0_{self.colonnes[0].nom}" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_{self.colonnes[0].nom}" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        disabled = context["widget"]["attrs"].get("disabled")
        rows = [row for row in value or () if self._filled(row)]
        shown = [*rows, *[{}] * (0 if disabled else min(_EMPTY_ROWS, _MOST - len(rows)))]
        context["lignes"] = [
            [self._cell(name, rank, col, row, context["widget"]["attrs"]) for col in self.colonnes]
            for rank, row in enumerate(shown)
        ]
        return context

    def _filled(self, row: Row) -> bool:
        return any(row.get(col.nom) for col in self.colonnes if not col.choix) or bool(
            row.get(self.colonnes[0].nom)
        )

    def _cell(
        self, name: str, rank: int, col: Colonne, row: Row, attrs: Mapping[str, Any]
    ) -> dict[str, Any]:
        identifier = f"{attrs.get('id', name)}_{rank}_{col.nom}"
        own = {"id": identifier, **({"disabled": True} if attrs.get("disabled") else {})}
        value = row.get(col.nom, col.champ.initial or "")
        return {
            "id": identifier,
            "titre": col.champ.label,
            "numero": f"{self.mot} {rank + 1}",
            "cachee": col.cachee,
            "large": col.large,
            "saisie": col.champ.widget.render(f"{name}_{rank}_{col.nom}", value, own),
        }


class Rangees(forms.Field):
    """The rows as parts of the facts; None when no row is filled."""

    widget = SaisieRangees

    def __init__(
        self,
        label: str,
        part: Callable[..., Any],
        colonnes: Sequence[Colonne],
        *,
        mot: str,
        libre: bool = False,  # the first cell may stay empty
        **options: Any,
    ) -> None:
        options = {"required": False, **options}
        options["help_text"] = fr(options.get("help_text", ""))
        super().__init__(label=fr(label), **options)
        self._part, self.colonnes, self._mot = part, tuple(colonnes), mot
        self._libre = libre
        self._tell_widget()

    def _tell_widget(self) -> None:
        assert isinstance(self.widget, SaisieRangees)  # noqa: S101 -- narrows the type for mypy
        self.widget.colonnes, self.widget.mot = self.colonnes, self._mot

    def choisir(self, nom: str, choix: Iterable[tuple[str, str]]) -> None:
        """Give a column of this form its choices; other forms keep theirs."""
        self.colonnes = tuple(
            Colonne(
                nom=col.nom,
                champ=_with_choices(col.champ, choix) if col.nom == nom else col.champ,
                large=col.large,
            )
            for col in self.colonnes
        )
        self._tell_widget()

    def prepare_value(self, value: Any) -> list[Row]:
        return [one if isinstance(one, Mapping) else self._prepared(one) for one in value or ()]

    def _prepared(self, part: Any) -> Row:
        return {
            col.nom: ""
            if (found := getattr(part, col.nom)) is None
            else col.champ.prepare_value(found)
            for col in self.colonnes
        }

    def dit(self, value: Any) -> str:
        """Say the rows in words, one per line."""
        return "\n".join(
            ", ".join(filter(None, (self._said(col, row) for col in self.colonnes)))
            for row in self.prepare_value(value)
        )

    @staticmethod
    def _said(col: Colonne, row: Row) -> str:
        if col.cachee:
            return ""
        value = str(row.get(col.nom) or "")
        if isinstance(col.champ, forms.ChoiceField):
            choices = cast("Iterable[tuple[Any, Any]]", col.champ.choices)
            return {str(code): str(label) for code, label in choices}.get(value, value)
        return value

    def clean(self, value: Iterable[Row]) -> Any:
        parts, problems = [], []
        first = self.colonnes[0]
        for rank, row in enumerate(value or (), start=1):
            if not any(str(row.get(col.nom, "")).strip() for col in self._typed):
                continue
            try:
                cells = {col.nom: col.champ.clean(row.get(col.nom, "")) for col in self.colonnes}
                if not cells[first.nom] and not self._libre:
                    raise ValidationError(f"« {first.champ.label} » manque.")  # noqa: TRY301 -- one place says the row
                parts.append(self._part(**{k: v for k, v in cells.items() if v is not None}))
            except ValidationError as error:
                problems += [fr(f"{self._mot} {rank} : {message}") for message in error.messages]
        if problems:
            raise ValidationError(problems)
        return tuple(parts) or None

    @property
    def _typed(self) -> tuple[Colonne, ...]:
        """Return the columns that make a row one: the first, and what is typed."""
        return tuple(col for rank, col in enumerate(self.colonnes) if rank == 0 or not col.choix)


def _with_choices(field: forms.Field, choices: Iterable[tuple[str, str]]) -> forms.Field:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
    own = copy.deepcopy(field)
    first = list(cast("Iterable[tuple[Any, Any]]", own.choices))[:1]
    own.choices = [*first, *choices]
    return own
