"""Local authorities, people to reach in institutions, and who signs, as typed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    Courriel,
    Jour,
    Telephone,
    Texte,
    TexteLong,
)


class FormulaireCollectivite(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "denomination",
        "referent",
        "coordonnees",
        "enjeux_modalites",
    )

    denomination = Texte(
        "Nom de la collectivité",
        required=True,
        help_text="Commune, intercommunalité, département, région.",
    )
    referent = Texte("Avec qui vous travaillez", help_text="Un nom et une fonction.")
    coordonnees = TexteLong("Comment joindre cette personne", rows=2)
    enjeux_modalites = TexteLong(
        "Ce que vous faites ensemble",
        help_text="Les enjeux communs, et comment le travail s’organise.",
    )


class FormulaireReferent(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ("territoire", "organisme", "nom", "telephone", "courriel")

    nom = Texte("Nom et prénom", required=True)
    organisme = Texte("Organisme", help_text="Par exemple ARS, CPAM, MSA, URPS.")
    territoire = Texte("Pour quel territoire", help_text="Le numéro du département, ou « Région ».")
    telephone = Telephone("Téléphone")
    courriel = Courriel("Adresse électronique")


class FormulaireSignature(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ("signataire", "qualite", "lieu", "date_signature")

    signataire = Code(
        "Qui signe",
        {},
        vide="Le représentant légal",
        help_text="Une personne de l’équipe, quand ce n’est pas le représentant légal.",
    )
    qualite = Texte("En quelle qualité", help_text="Par exemple présidente de l’association.")
    lieu = Texte("Fait à")
    date_signature = Jour("Le", help_text="Vide : la place reste libre pour signer à la main.")

    def __init__(
        self, *args: Any, personnes: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signataire"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        field.choices = [("", "Le représentant légal"), *personnes]
