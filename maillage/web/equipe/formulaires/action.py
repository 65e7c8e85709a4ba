"""A fiche action, as typed, in the order of the forms."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms

from maillage.core.facts import EtapeAction, Maturite, MissionAction
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    CodeEnum,
    Codes,
    DatePartielle,
    Lignes,
    Texte,
    TexteLong,
)
from maillage.web.equipe.formulaires.etapes import Etapes
from maillage.web.typographie import fr

# A box that says « none », and the list that it is about.
_NONE: Final = (
    ("personne_encore", "acteurs"),
    ("sans_etape", "etapes"),
    ("sans_referent", "referents"),
)


class FormulaireAction(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "titre",
        "mission",
        "maturite",
        "debut",
        "fin",
        "contexte",
        "problemes",
        "existant",
        "objectif_prs",
        "finalite",
        "objectif_operationnel",
        "public",
        "description",
        "etapes",
        "acteurs",
        "referents",
        "liens_autres_actions",
        "ressources",
        "effets_attendus",
        "evaluation",
    )

    titre = Texte("Nom de l’action", required=True)
    mission = CodeEnum("Mission", MissionAction, libelles.MISSIONS)
    maturite = CodeEnum("Où elle en est", Maturite, libelles.MATURITES)
    debut = DatePartielle("Début")
    fin = DatePartielle("Fin")
    contexte = TexteLong("Le problème auquel elle répond")
    problemes = Lignes("Les problèmes du diagnostic qu’elle vise")
    existant = TexteLong("Ce qui existe déjà", help_text="Sur quoi l’action s’appuie.")
    objectif_prs = TexteLong("L’objectif du projet régional de santé qu’elle sert", rows=2)
    finalite = TexteLong("Ce qu’elle doit changer")
    objectif_operationnel = TexteLong("Ce que l’on fera, que l’on pourra compter")
    public = TexteLong("Pour qui", rows=2)
    description = TexteLong("Comment")
    etapes = Etapes(
        "Étapes clés",
        help_text="Une date peut être une année, un mois ou un jour. Une ligne vidée disparaît ; des lignes libres reviennent après chaque enregistrement.",
    )
    sans_etape = forms.BooleanField(label="Aucune étape à distinguer", required=False)
    acteurs = Codes("Qui y prend part", {})
    personne_encore = forms.BooleanField(label="Personne n’y prend part encore", required=False)
    referents = Codes("Qui en répond", {}, help_text="Une ou plusieurs personnes de l’équipe.")
    sans_referent = forms.BooleanField(label="Personne n’en répond encore", required=False)
    liens_autres_actions = TexteLong("Les liens avec d’autres actions", rows=2)
    ressources = TexteLong("Les moyens", help_text="Temps, outils, financements, locaux.")
    effets_attendus = TexteLong("Ce que l’on en attend")
    evaluation = TexteLong("Comment on saura que cela marche")

    def __init__(
        self,
        *args: Any,
        acteurs: Iterable[tuple[str, str]] = (),
        referents: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("acteurs", acteurs), ("referents", referents)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for mypy
            field.choices = list(choices)
        for box, name in _NONE:
            self.initial[box] = self.initial.get(name) == ()

    @property
    def _decided(self) -> frozenset[str]:
        return frozenset(name for _, name in _NONE)

    @classmethod
    def depuis(cls, record: Any) -> dict[str, Any]:
        """Read the columns, and the three lists beside them."""
        beside = [name for _, name in _NONE]
        found = {
            name: getattr(record, name)
            for name in (*cls.faits, "version")
            if name not in beside and hasattr(record, name)
        }
        if record is None:
            return found
        people = [_code(row) for row in _rows(record.acteurs, "personne", "etablissement")]
        answering = [row.personne.code for row in _rows(record.referents, "personne")]
        steps = tuple(
            EtapeAction(libelle=row.libelle, date=row.date) for row in _rows(record.etapes)
        )
        found["acteurs"] = tuple(people) or (() if record.sans_acteur else None)
        found["referents"] = tuple(answering) or (() if record.sans_referent else None)
        found["etapes"] = steps or (() if record.sans_etape else None)
        return found

    def valeurs(self) -> dict[str, Any]:
        """Return the facts but for the acteurs, which the actions take apart."""
        return {name: value for name, value in super().valeurs().items() if name != "acteurs"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for box, name in _NONE:
            if not cleaned.get(box):
                continue
            if cleaned.get(name):
                self.add_error(name, fr("Cochez la case « aucune », ou remplissez : pas les deux."))
            cleaned[name] = ()
        return cleaned


def _rows(manager: Any, *joined: str) -> Iterable[Any]:
    rows = manager.order_by("rang", "pk")
    return rows.select_related(*joined) if joined else rows  # type: ignore[no-any-return]  # Any


def _code(row: Any) -> str:
    return (row.personne or row.etablissement).code  # type: ignore[no-any-return]  # Any
