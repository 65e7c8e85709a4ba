"""A figure of the territory that the team got elsewhere, as typed."""

from typing import Any, ClassVar

from django import forms

from maillage.dossiers.chiffres import importables
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Code, DatePartielle, Decimale, Texte
from maillage.web.equipe.libelles import THEMES
from maillage.web.typographie import fr

_OTHER = "Un autre, que je nomme"


class FormulaireChiffre(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "indicateur",
        "libelle",
        "unite",
        "valeur",
        "numerateur",
        "denominateur",
        "departement",
        "region",
        "france",
        "source",
        "date",
    )

    indicateur = Code(
        "Indicateur",
        {},
        vide=_OTHER,
        help_text="Ceux de la liste prennent leur place dans le diagnostic.",
    )
    libelle = Texte("Son nom, s’il n’est pas dans la liste")
    unite = Texte(
        "Son unité",
        help_text="Par exemple : %, pour 1 000 habitants.",
        widget=forms.TextInput(attrs={"class": "court"}),
    )
    valeur = Decimale("Valeur pour la CPTS", help_text="Comme la source l’écrit : 18,2.")
    numerateur = Decimale("Numérateur", help_text="Par exemple le nombre de patients concernés.")
    denominateur = Decimale("Dénominateur", help_text="Sur combien.")
    departement = Decimale("Département")
    region = Decimale("Région")
    france = Decimale("France")
    source = Texte(
        "D’où vient ce chiffre",
        required=True,
        help_text="Par exemple : Rézone CPTS, CPAM de la Haute-Loire. Jamais de donnée de patient.",
    )
    date = DatePartielle("De quand il date", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicateur"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        field.choices = [("", _OTHER), *_by_theme()]

    def valeurs(self) -> dict[str, Any]:
        """Return the facts; an indicator of the list has the name and the unit of the list."""
        found = super().valeurs()
        return {**found, "libelle": None, "unite": None} if found["indicateur"] else found


def _by_theme() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, one in importables().items():
        label = f"{one.libelle} ({one.unite})"
        groups.setdefault(THEMES[one.theme], []).append((code, fr(label)))
    return list(groups.items())
