"""Two people changed the same thing: show both, and lose neither."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Final

from django import forms

from maillage.core.facts import College
from maillage.dossiers.writing import Conflict
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import PAS_DIT
from maillage.web.equipe.formulaires.etapes import Etapes
from maillage.web.equipe.formulaires.rangees import Rangees
from maillage.web.typographie import fr, jour

CHANGED: Final = (
    "Pendant que vous répondiez, quelqu’un d’autre a enregistré autre chose au même endroit. Rien "
    "n’est perdu : comparez, gardez ce qui convient, puis enregistrez."
)
_APART: Final = {
    "colleges": "Les collèges",
    "missions": "Les missions",
    "montants": "Les montants",
    "resultats": "Les résultats",
    "faits": "Ce qui est arrivé",
    "avenants": "Les avenants",
}  # a fact that several fields of the form hold


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


def entre(form: Formulaire, clash: Conflict, recorded: Mapping[str, Any]) -> Conflit:
    """Show both sides of each answer that two people gave, in the order of the form."""
    order = list(form.fields)
    names = sorted(clash.champs, key=lambda n: order.index(n) if n in order else len(order))
    gaps = tuple(
        Ecart(
            nom=nom(form, name),
            actuel=dit(form.fields.get(name), recorded.get(name)),
            votre=dit(form.fields.get(name), clash.miens.get(name)),
        )
        for name in names
    )
    return Conflit(titre="Une autre personne a modifié cette page", phrase=fr(CHANGED), ecarts=gaps)


def nom(form: Formulaire, name: str) -> str:
    """Return the words of the form for a fact."""
    field = form.fields.get(name)
    return str(field.label) if field else fr(_APART.get(name, name))


def dit(field: forms.Field | None, value: Any) -> str:
    """Say a value as the form would show it."""
    if value is None:
        return PAS_DIT
    if field is None:
        return _listed(value)
    if isinstance(field, forms.BooleanField):
        return "Oui" if value else "Non"
    shown: Any = jour(value) if isinstance(value, date) else field.prepare_value(value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in _flat(field.choices)}
        codes = shown if isinstance(shown, list | tuple) else [shown]
        return ", ".join(labels.get(str(code), str(code)) for code in codes) or AUCUN
    if isinstance(field, Etapes):
        return "\n".join(f"{words} ({day})" if day else words for words, day in shown) or AUCUN
    return (field.dit(value) if isinstance(field, Rangees) else str(shown)) or AUCUN


AUCUN: Final = "(rien)"


def _listed(value: Any) -> str:
    rows = [_college(one) if isinstance(one, College) else _row(one) for one in value]
    return "\n".join(rows) or AUCUN


def _row(one: Any) -> str:
    """Say the answers of a row that has no sentence of its own, one after the other."""
    if not is_dataclass(one):
        return str(one)
    said = (getattr(one, field.name) for field in fields(one))
    return " ; ".join(str(value) for value in said if value is not None)


def _college(college: College) -> str:
    details = [college.membres or ""]
    details += [f"{college.sieges} sièges"] if college.sieges is not None else []
    details += [f"{college.poids} % des voix"] if college.poids is not None else []
    return fr(" ; ".join([college.nom, *(one for one in details if one)]))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for code, label in choices:
        found += label if isinstance(label, list | tuple) else [(code, label)]
    return found
