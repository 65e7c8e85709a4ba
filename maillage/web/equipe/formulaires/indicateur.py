"""An indicator, as typed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.core.facts import MissionAction, NatureIndicateur, OrigineIndicateur
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Code, CodeEnum, Texte


class FormulaireIndicateur(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "libelle",
        "nature",
        "origine",
        "mission",
        "action",
        "depart",
        "cible",
        "source",
        "rythme",
    )

    libelle = Texte(
        "Ce que l’on suit",
        required=True,
        help_text="Par exemple : part des patients de plus de 65 ans vaccinés contre la grippe.",
    )
    nature = CodeEnum(
        "Nature", NatureIndicateur, libelles.NATURES_INDICATEUR, widget=forms.RadioSelect
    )
    depart = Texte("D’où l’on part", help_text="Avec l’année : 38 % en 2025.")
    cible = Texte("Où l’on veut arriver", help_text="Avec l’échéance : 50 % fin 2028.")
    source = Texte("D’où vient le chiffre")
    rythme = Texte("Tous les combien on regarde", help_text="Par exemple : une fois par an.")
    action = Code("L’action qu’il mesure", {}, vide="Aucune en particulier")
    mission = CodeEnum("La mission qu’il suit", MissionAction, libelles.MISSIONS)
    origine = CodeEnum("Qui le demande", OrigineIndicateur, libelles.ORIGINES_INDICATEUR)

    def __init__(self, *args: Any, actions: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        field.choices = [("", "Aucune en particulier"), *actions]

    @classmethod
    def depuis(cls, record: object | None) -> dict[str, Any]:
        action = getattr(record, "action", None)
        return {**super().depuis(record), "action": getattr(action, "code", action)}
