"""A person of the team, as typed."""

from typing import Any, ClassVar

from django import forms

from maillage.accounts.models import User
from maillage.core.facts import Engagement, Milieu, Recours, Secteur
from maillage.reference import nomenclatures
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    CodeEnum,
    Courriel,
    OuiNon,
    Telephone,
    Texte,
)
from maillage.web.typographie import fr


def professions_groupees() -> list[tuple[str, Any]]:
    """Return the choices of a profession under the headings of the list."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for profession in nomenclatures.professions().values():
        groups.setdefault(profession.groupe, []).append((profession.code, profession.libelle))
    headings = nomenclatures.groupes_professions()
    return [(headings[code].libelle, rows) for code, rows in groups.items()]


def of_account(user: User) -> dict[str, Any]:
    """Return what an account says of its owner, who is the first of the team to be written."""
    return {
        "nom": user.nom,
        "prenom": user.prenom,
        "courriel": user.email,
        "engagement": Engagement.ENGAGE,
    }


_DETAILS = ("recours", "secteur", "milieu", "rpps", "telephone", "courriel", "adresse")


class FormulairePersonne(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "nom",
        "prenom",
        "profession",
        "profession_precision",
        "recours",
        "secteur",
        "milieu",
        "lieu_exercice",
        "structure_appartenance",
        "represente",
        "engagement",
        "gouvernance",
        "fonction",
        "noyau_dur",
        "rpps",
        "adresse",
        "telephone",
        "courriel",
    )

    prenom = Texte("Prénom", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    nom = Texte("Nom", required=True, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    profession = Code("Profession ou qualité", {}, vide="Choisir")
    profession_precision = Texte(
        "Précision",
        help_text="La spécialité d’un médecin, ou le nom d’une profession absente de la liste.",
    )
    engagement = CodeEnum("Engagement", Engagement, libelles.ENGAGEMENTS, widget=forms.RadioSelect)
    gouvernance = OuiNon("Participe à la gouvernance")
    fonction = Texte(
        "Fonction dans la CPTS",
        help_text="Par exemple présidente, trésorier, référente prévention.",
    )
    noyau_dur = forms.BooleanField(label="Fait partie du noyau dur du projet", required=False)
    lieu_exercice = Texte("Lieu d’exercice", help_text="La commune où cette personne exerce.")
    structure_appartenance = Texte(
        "Structure", help_text="Maison de santé, officine, hôpital… où cette personne exerce."
    )
    sans_structure = forms.BooleanField(
        label="Sans structure, exerce seule ou seul", required=False
    )
    represente = Texte("Parle au nom de", help_text="Un ordre, un syndicat, un établissement.")
    en_son_nom = forms.BooleanField(label="Parle en son propre nom", required=False)
    recours = CodeEnum("Niveau de recours", Recours, libelles.RECOURS)
    secteur = CodeEnum("Secteur", Secteur, libelles.SECTEURS)
    milieu = CodeEnum("Milieu d’exercice", Milieu, libelles.MILIEUX)
    rpps = Texte(
        "Numéro RPPS",
        help_text="Onze chiffres, au dos de la carte de professionnel de santé.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "court"}),
    )
    telephone = Telephone("Téléphone")
    courriel = Courriel("Adresse électronique")
    adresse = Texte("Adresse professionnelle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profession = self.fields["profession"]
        assert isinstance(profession, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        profession.choices = [("", "Choisir"), *professions_groupees()]
        self.initial["sans_structure"] = self.initial.get("structure_appartenance") == ""
        self.initial["en_son_nom"] = self.initial.get("represente") == ""

    @property
    def _decided(self) -> frozenset[str]:
        return frozenset({"structure_appartenance", "represente"})

    @property
    def ouvrir_details(self) -> bool:
        """Unfold the second half when it holds an error."""
        return any(name in self.errors for name in _DETAILS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for box, name in (
            ("sans_structure", "structure_appartenance"),
            ("en_son_nom", "represente"),
        ):
            if not cleaned.get(box):
                continue
            if cleaned.get(name):
                self.add_error(name, fr("Cochez la case ou écrivez un nom, pas les deux."))
            else:
                cleaned[name] = ""
        return cleaned
