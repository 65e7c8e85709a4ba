"""The text of a rubrique, as typed."""

from typing import Any

from django import forms

from maillage.dossiers.actions.save_texte import LONGEST
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import TexteLong


class TexteDeRubrique(TexteLong):
    """A long text; a browser sends two characters for a line end, which counts for one."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class FormulaireTexte(Formulaire):
    """`ecartee`: the text kept aside that this one goes on from (see `save_texte`)."""

    contenu = TexteDeRubrique(
        "Votre texte",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "grand"}),
    )
    ecartee = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
