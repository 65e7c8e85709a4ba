"""An establishment, a service or a coordinated-practice structure, as typed."""

from typing import Any, ClassVar

from django import forms

from maillage.core.facts import Engagement, Famille
from maillage.reference import nomenclatures
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Code, CodeEnum, OuiNon, Texte, TexteLong


class FormulaireEtablissement(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "nom",
        "famille",
        "type",
        "type_precision",
        "interlocuteur",
        "adresse",
        "localisation",
        "engagement",
        "gouvernance",
        "articulation",
    )

    nom = Texte("Nom", required=True)
    type = Code("Type", {}, vide="Choisir")
    type_precision = Texte("Précision sur le type")
    famille = CodeEnum("Famille", Famille, libelles.FAMILLES)
    interlocuteur = Texte(
        "Interlocuteur", help_text="La personne à qui vous parlez dans cette structure."
    )
    localisation = Texte("Commune")
    adresse = Texte("Adresse")
    engagement = CodeEnum("Engagement", Engagement, libelles.ENGAGEMENTS, widget=forms.RadioSelect)
    gouvernance = OuiNon("Participe à la gouvernance")
    articulation = TexteLong("Comment la CPTS travaille avec elle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["type"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        types = nomenclatures.types_etablissement().values()
        kind.choices = [("", "Choisir"), *((t.code, _name(t)) for t in types)]


def _name(kind: nomenclatures.TypeEtablissement) -> str:
    return f"{kind.libelle} ({kind.sigle})" if kind.sigle else kind.libelle
