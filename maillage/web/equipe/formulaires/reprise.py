"""A file that a team already has, as sent: what it is, and what of it is taken."""

from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.typographie import fr

LE_PLUS_LOURD: Final = 10_000_000
FORMULAIRE, MEMBRES, COMMUNES = "formulaire", "membres", "communes"
NATURES: Final = (
    (FORMULAIRE, "Un formulaire officiel rempli (Word)"),
    (MEMBRES, "Une liste de membres (Excel ou CSV)"),
    (COMMUNES, "Une liste de communes (Excel ou CSV)"),
)


class FormulaireFichier(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ()

    nature = forms.ChoiceField(
        label="Ce que c’est", choices=NATURES, widget=forms.RadioSelect, initial=FORMULAIRE
    )
    fichier = forms.FileField(
        label="Le fichier",
        help_text=fr("Au plus 10 Mo. Il est lu, puis oublié : Maillage ne le garde pas."),
        error_messages={
            "missing": fr("Choisissez un fichier."),
            "invalid": fr("Le fichier n’est pas arrivé en entier : recommencez."),
            "empty": fr("Ce fichier est vide."),
            "max_length": fr("Le nom de ce fichier est trop long : raccourcissez-le."),
        },
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fichier"].error_messages["required"] = fr("Choisissez un fichier.")

    def clean_fichier(self) -> Any:
        sent = self.cleaned_data["fichier"]
        if sent.size > LE_PLUS_LOURD:
            raise ValidationError(
                fr("Ce fichier est trop lourd : au plus 10 Mo. Enlevez-en les images.")
            )
        return sent
