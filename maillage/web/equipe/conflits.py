"""Two people changed the same thing: show both, and lose neither."""

from dataclasses import dataclass
from typing import Any

from django import forms

from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import PAS_DIT
from maillage.web.typographie import fr


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """A field that differs between what is recorded and what was typed."""

    nom: str
    actuel: str
    votre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflit:
    """What to show on top of the form."""

    titre: str
    phrase: str
    ecarts: tuple[Ecart, ...]


def entre(form: Formulaire, current: object | None, sentence: str) -> Conflit:
    """Compare what was typed with what is now recorded, field by field."""
    recorded = form.depuis(current)
    typed = form.cleaned_data
    gaps = tuple(
        Ecart(
            nom=str(form.fields[name].label),
            actuel=dit(form.fields[name], recorded.get(name)),
            votre=dit(form.fields[name], typed.get(name)),
        )
        for name in form.faits
        if dit(form.fields[name], recorded.get(name)) != dit(form.fields[name], typed.get(name))
    )
    return Conflit(
        titre="Une autre personne a modifié cette page", phrase=fr(sentence), ecarts=gaps
    )


def dit(field: forms.Field, value: Any) -> str:
    """Say a value as the form would show it."""
    if value is None:
        return PAS_DIT
    if isinstance(field, forms.BooleanField):
        return "Oui" if value else "Non"
    shown = field.prepare_value(value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in _flat(field.choices)}
        codes = shown if isinstance(shown, list | tuple) else [shown]
        return ", ".join(labels.get(str(code), str(code)) for code in codes)
    return "(vide)" if shown == "" else str(shown)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for code, label in choices:
        found += label if isinstance(label, list | tuple) else [(code, label)]
    return found


def a_jour(form: Formulaire, current: object | None) -> Formulaire:
    """Return the form with the same answers, now started from what is recorded."""
    form.repartir(getattr(current, "version", 0))
    return form
