"""The text of a rubrique, as typed."""

from django import forms

from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import TexteLong


class FormulaireTexte(Formulaire):
    contenu = TexteLong(
        "Votre texte",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "grand"}),
    )
