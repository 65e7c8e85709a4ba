"""What an agency says of a Word model that it brings."""

from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.facts import EtapeDossier
from maillage.documents.modeles import ModeleRefuse, ModeleVerifie, controle
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import CodeEnum, Jour, Texte
from maillage.web.fichiers import nom_court
from maillage.web.typographie import fr

LE_PLUS_LOURD: Final = 6_000_000


class FormulaireVersion(Formulaire):
    """A file; `modele` is what was read in it once the form is valid."""

    faits: ClassVar[tuple[str, ...]] = ()
    modele: ModeleVerifie

    fichier = forms.FileField(
        label=fr("Le modèle Word"),
        help_text=fr("Un fichier .docx avec ses balises, de 6 Mo au plus."),
        error_messages={
            "missing": fr("Choisissez un fichier."),
            "invalid": fr("Le fichier n’est pas arrivé en entier : recommencez."),
            "empty": fr("Ce fichier est vide."),
            "max_length": fr("Le nom de ce fichier est trop long : raccourcissez-le."),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    edition = Jour(
        "Date d’édition",
        help_text="Le jour depuis lequel votre agence emploie ce formulaire. Vide : aujourd’hui.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fichier"].error_messages["required"] = fr("Choisissez un fichier.")

    def clean_fichier(self) -> Any:
        sent = self.cleaned_data["fichier"]
        if sent.size > LE_PLUS_LOURD:
            raise ValidationError(
                fr("Ce fichier est trop lourd : au plus 6 Mo. Enlevez-en les images.")
            )
        try:
            self.modele = controle(sent.read())
        except ModeleRefuse as refusal:
            raise ValidationError(fr(f"Ce modèle est refusé. {refusal}")) from refusal
        return sent


class FormulaireModele(FormulaireVersion):
    """A new model: its name, its place in the life of a CPTS, its first file."""

    titre = Texte(
        "Titre",
        required=True,
        max_length=120,
        help_text="Celui que les équipes liront, par exemple « Fiche de contact ».",
    )
    identifiant = Texte(
        "Nom court",
        max_length=40,
        help_text="Sans espace ni accent ; il nommera les fichiers. Vide : il est tiré du titre.",
    )
    etape = CodeEnum(
        "Étape",
        EtapeDossier,
        libelles.ETAPES,
        vide="À toute étape",
        help_text="À quelle étape une équipe remplit ce document.",
    )
    field_order = ("titre", "fichier", "etape", "edition", "identifiant")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("titre") and not data.get("identifiant"):
            name = nom_court(data["titre"], "modele")[:40].strip("_")
            data["identifiant"] = name if name[0].isalpha() else f"m_{name}"[:40]
        return data
