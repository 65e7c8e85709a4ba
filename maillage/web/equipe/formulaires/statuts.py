"""The choices of an article of the statutes, as typed; the usual option is shown as such."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from maillage.core.facts import College
from maillage.core.statuts import Definition, NatureChoix
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    Codes,
    Jour,
    Lignes,
    Montant,
    Nombre,
    OuiNon,
    Texte,
)
from maillage.web.typographie import euros, fr, jour, nombre

AUCUN: Final = "_aucun"  # « none of them », an answer that differs from the usual choice
_COLLEGES: Final = 6  # rows proposed
_SELECT_FROM: Final = 6  # options, from which a list is easier than buttons
_TODO: Final = "Pas encore choisi"

Usual = Mapping[str, object]


class FormulaireStatuts(Formulaire):
    """The fields are those of the choices given; `usuels` says what each is worth untouched."""

    def __init__(
        self,
        *args: Any,
        choix: Iterable[Definition] = (),
        usuels: Usual | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choix = tuple(choix)
        self.rangs = 0
        self.faits = tuple(d.cle for d in self.choix if d.nature is not NatureChoix.COLLEGES)  # type: ignore[misc]  # the choices of this article
        for definition in self.choix:
            usual = (usuels or {}).get(definition.cle, definition.defaut)
            if definition.nature is NatureChoix.COLLEGES:
                self._add_colleges(usual)
            else:
                self.fields[definition.cle] = _field(definition, usual)

    @property
    def a_des_colleges(self) -> bool:
        return any(one.nature is NatureChoix.COLLEGES for one in self.choix)

    def _add_colleges(self, usual: object) -> None:
        kept = self.initial.get("colleges")
        shown = kept if kept is not None else usual
        rows = shown if isinstance(shown, tuple) else ()
        self.rangs = max(_COLLEGES, len(rows))  # a file may hold more than the page proposes
        for rank in range(self.rangs):
            college = rows[rank] if rank < len(rows) else None
            for name, field in _college_fields(rank + 1).items():
                key = f"college_{rank}_{name}"
                self.fields[key] = field
                self.initial[key] = getattr(college, name) if college else None

    def colleges(self) -> list[dict[str, Any]]:
        """Return the fields of each college, ready to be drawn."""
        names = _college_fields(1)
        return [
            {"numero": rank + 1, **{name: self[f"college_{rank}_{name}"] for name in names}}
            for rank in range(self.rangs)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.a_des_colleges:
            for rank in range(self.rangs):
                row = {name: cleaned.get(f"college_{rank}_{name}") for name in _college_fields(1)}
                if not row.pop("nom") and any(value not in (None, False) for value in row.values()):
                    self.add_error(
                        f"college_{rank}_nom", fr("Donnez un nom à ce collège, ou videz sa ligne.")
                    )
        return cleaned

    def valeurs(self) -> dict[str, Any]:
        """Return the choices by key; None where the usual option is left."""
        found = super().valeurs()
        for definition in self.choix:
            value = found.get(definition.cle)
            if isinstance(value, tuple) and AUCUN in value:
                found[definition.cle] = ()
        if self.a_des_colleges:
            found["colleges"] = self._colleges()
        return found

    def _colleges(self) -> tuple[College, ...] | None:
        before = {one.nom: one for one in self.initial.get("colleges") or ()}
        rows = []
        for rank in range(self.rangs):
            row = {n: self.cleaned_data[f"college_{rank}_{n}"] for n in _college_fields(1)}
            if row["nom"]:
                kept = before.get(row["nom"])
                rows.append(replace(kept, **row) if kept else College(**row))
        shown = tuple(self.initial.get(f"college_{rank}_nom") for rank in range(self.rangs))
        untouched = not before and not any(
            name.startswith("college_") for name in self.changed_data
        )
        return None if untouched and any(shown) else tuple(rows) or None


def _college_fields(number: int) -> dict[str, forms.Field]:
    of = f"du collège {number}"
    return {
        "nom": Texte(f"Nom {of}"),
        "membres": Texte(f"Membres {of}"),
        "sieges": Nombre(f"Sièges {of}"),
        "poids": Nombre(f"Part des voix {of}, en pourcentage"),
        "cotisation": Montant(f"Cotisation {of}, en euros par an"),
        "liberaux": forms.BooleanField(
            label=fr(f"Collège {number} : celui des libéraux"), required=False
        ),
        "usagers": forms.BooleanField(
            label=fr(f"Collège {number} : les usagers y siègent"), required=False
        ),
    }


def _field(definition: Definition, usual: object) -> forms.Field:
    said = dire(definition, usual)
    words = fr(f"Choix habituel : {said}." if said else "")
    label = definition.libelle
    labels = {code: fr(option.libelle) for code, option in definition.options.items()}
    help_text = definition.aide
    untouched = f"Choix habituel : {said}" if said else _TODO
    match definition.nature:
        case NatureChoix.OPTION:
            widget = forms.Select if len(labels) > _SELECT_FROM else forms.RadioSelect
            return Code(label, labels, vide=fr(untouched), widget=widget, help_text=help_text)
        case NatureChoix.OPTIONS:
            return Codes(
                label,
                {**labels, AUCUN: "Aucun de ces choix"},
                help_text=f"{help_text} {words} Rien de coché : le choix habituel.".strip(),
            )
        case NatureChoix.OUI_NON:
            field = OuiNon(label, help_text=help_text)
            field.choices = [("", fr(untouched)), ("oui", "Oui"), ("non", "Non")]
            return field
        case _:
            plain: forms.Field = _PLAIN[definition.nature](
                label, help_text=f"{help_text} {words}".strip()
            )
            return plain


_PLAIN: Final[Mapping[NatureChoix, Any]] = {
    NatureChoix.NOMBRE: Nombre,
    NatureChoix.MONTANT: Montant,
    NatureChoix.DATE: Jour,
    NatureChoix.TEXTE: Texte,
    NatureChoix.TEXTES: Lignes,
}


def dire(definition: Definition, value: object) -> str:
    """Say a value of a choice in words; empty when there is none."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(dire(definition, one) for one in value)
    writer = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
    if writer:
        return writer(value)
    option = definition.options.get(str(value))
    return fr(option.libelle) if option else str(value)


_WRITERS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: "oui" if value else "non"),
    (College, lambda value: str(value.nom)),
    (int, nombre),
    (Decimal, euros),
    (date, jour),
)
