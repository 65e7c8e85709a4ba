"""The forms of one's own account."""

from typing import Any

from django import forms

from maillage.accounts.models import User
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Courriel, Texte
from maillage.web.typographie import fr


class FormulaireCompte(Formulaire):
    faits = ("nom", "prenom", "recapitulatif")

    prenom = Texte("Prénom", max_length=150)
    nom = Texte("Nom", required=True, max_length=150)
    recapitulatif = forms.BooleanField(
        label="Recevoir le récapitulatif du lundi",
        required=False,
        help_text=fr(
            "Un courriel par semaine : ce qui a bougé dans vos dossiers, ce qui vous attend."
        ),
    )

    def valeurs(self) -> dict[str, Any]:
        values = super().valeurs()
        return values | {"nom": values["nom"] or "", "prenom": values["prenom"] or ""}


class ParMotDePasse(Formulaire):
    """What a session left open on a shared computer must not be enough for."""

    password = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("Ce n’est pas votre mot de passe.")
        return password


class FormulaireAdresse(ParMotDePasse):
    email = Courriel("Nouvelle adresse", required=True)
    field_order = ("email", "password")


class FormulaireFermeture(ParMotDePasse):
    """Nothing more than the password: the page says all that goes."""
