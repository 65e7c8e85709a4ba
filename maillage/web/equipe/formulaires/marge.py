"""What is typed in the margin: a comment, a request."""

from collections.abc import Iterable
from typing import Any

from django import forms

from maillage.accounts.models import User
from maillage.dossiers.texte_marge import LONGEST
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Jour, Texte, TexteLong


class FormulaireCommentaire(Formulaire):
    """`prevenir` is the way to call someone without typing a name."""

    cible = forms.CharField(required=False, widget=forms.HiddenInput)
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    texte = TexteLong(
        "Votre commentaire",
        max_length=LONGEST * 2,  # the action says by how much it is too long
        widget=forms.Textarea(attrs={"rows": 3, "data-maillage-mentions": "oui"}),
    )
    prevenir = forms.TypedMultipleChoiceField(
        label="Prévenir", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, personnes: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prevenir"].choices = [  # type: ignore[attr-defined]  # a choice field, above
            (person.pk, str(person)) for person in personnes
        ]
        self.fields["prevenir"].error_messages["invalid_choice"] = (
            "Cette personne ne lit pas la marge de ce dossier."
        )


class FormulaireDemande(Formulaire):
    cible = forms.CharField(required=False, widget=forms.HiddenInput)
    personne = forms.TypedChoiceField(label="À qui", coerce=int)
    echeance = Jour("Pour le", required=False)
    demande = Texte("Ce que vous en attendez", max_length=300)

    def __init__(self, *args: Any, personnes: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choisir"), *((person.pk, str(person)) for person in personnes)]
        self.fields["personne"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["personne"].error_messages |= {
            "required": "Dites à qui vous le demandez.",
            "invalid_choice": "Cette personne ne lit pas la marge de ce dossier.",
        }
