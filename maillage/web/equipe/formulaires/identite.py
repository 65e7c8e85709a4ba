"""Who the CPTS is, the body that carries it, and who speaks for it, as typed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.core.facts import EtapeDossier, EtatAssociation, FormeJuridique
from maillage.reference import regions
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    CodeEnum,
    Courriel,
    DatePartielle,
    Jour,
    Telephone,
    Texte,
)


class FormulaireCpts(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ("nom", "date_creation", "region", "etape")

    nom = Texte(
        "Nom de la CPTS", help_text="Le nom que vous employez entre vous, imprimé en tête de tout."
    )
    date_creation = DatePartielle("Date de création, réelle ou visée")
    region = Code(
        "Région",
        {},
        vide="Celle des communes",
        help_text="À choisir seulement si le territoire s’étend sur deux régions.",
    )
    etape = CodeEnum("Étape en cours", EtapeDossier, libelles.ETAPES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        known = regions.regions().values()
        field.choices = [("", "Celle des communes"), *((r.sigle, r.nom) for r in known)]


class FormulaireStructure(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "nom",
        "sigle",
        "forme_juridique",
        "forme_precision",
        "association_creee",
        "date_declaration",
        "siret",
        "rna",
        "finess",
        "adresse_postale",
        "telephone",
        "telecopie",
        "courriel",
        "titulaire_compte",
        "iban",
        "bic",
    )

    nom = Texte("Nom complet", help_text="Tel qu’il est, ou sera, déclaré à la préfecture.")
    sigle = Texte("Sigle")
    forme_juridique = CodeEnum("Forme juridique", FormeJuridique, libelles.FORMES)
    forme_precision = Texte("Précision", help_text="Si la forme n’est pas dans la liste.")
    association_creee = CodeEnum(
        "L’association est-elle créée ?",
        EtatAssociation,
        libelles.ETATS_ASSOCIATION,
        widget=forms.RadioSelect,
    )
    date_declaration = Jour("Date de déclaration à la préfecture")
    siret = Texte(
        "Numéro SIRET", help_text="Quatorze chiffres, sur l’avis de situation de l’Insee."
    )
    rna = Texte(
        "Numéro RNA", help_text="W suivi de neuf chiffres, sur le récépissé de la préfecture."
    )
    finess = Texte("Numéro FINESS", help_text="Neuf chiffres, seulement si la structure en a un.")
    adresse_postale = Texte("Adresse du siège")
    telephone = Telephone("Téléphone")
    telecopie = Telephone("Télécopie")
    courriel = Courriel("Adresse électronique")
    titulaire_compte = Texte("Titulaire du compte")
    iban = Texte("IBAN")
    bic = Texte("BIC")


class FormulaireRoles(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "contact",
        "redacteur",
        "representant_legal",
        "representant_qualite",
    )

    contact = Code("Personne à contacter", {}, help_text="Celle que l’administration appelle.")
    redacteur = Code("Personne qui rédige", {})
    representant_legal = Code("Représentant légal", {}, help_text="La personne qui signe.")
    representant_qualite = Texte("En qualité de", help_text="Par exemple : présidente.")

    def __init__(
        self, *args: Any, personnes: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Pas encore dit"), *personnes]
        for name in ("contact", "redacteur", "representant_legal"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
            field.choices = choices
