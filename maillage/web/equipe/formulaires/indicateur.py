"""An indicator, as typed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.core.facts import (
    CibleAnnuelle,
    MissionAction,
    NatureIndicateur,
    OrigineIndicateur,
    SensIndicateur,
)
from maillage.core.missions import CENT
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Liste
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Annee,
    Code,
    CodeEnum,
    DatePartielle,
    Nombre,
    OuiNon,
    Texte,
    TexteLong,
    Valeur,
)
from maillage.web.equipe.formulaires.rangees import Colonne, Rangees
from maillage.web.typographie import fr


class FormulaireIndicateur(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "libelle",
        "catalogue",
        "nature",
        "origine",
        "mission",
        "action",
        "definition",
        "numerateur",
        "denominateur",
        "unite",
        "sens",
        "cumulatif",
        "depart",
        "depart_numerateur",
        "depart_denominateur",
        "depart_valeur",
        "depart_date",
        "cible",
        "cibles",
        "source",
        "rythme",
        "preuve",
        "poids",
    )

    catalogue = Texte("Code du catalogue", widget=forms.HiddenInput)
    libelle = Texte(
        "Ce que l’on suit",
        required=True,
        help_text="Par exemple : part des patients de plus de 65 ans vaccinés contre la grippe.",
    )
    nature = CodeEnum(
        "Nature", NatureIndicateur, libelles.NATURES_INDICATEUR, widget=forms.RadioSelect
    )
    action = Code("L’action qu’il mesure", {}, vide="Aucune en particulier")
    mission = CodeEnum("La mission qu’il suit", MissionAction, libelles.MISSIONS)
    origine = CodeEnum("Qui le demande", OrigineIndicateur, libelles.ORIGINES_INDICATEUR)
    definition = TexteLong("Ce qu’il mesure exactement", rows=2)
    numerateur = Texte("Ce qui se compte")
    denominateur = Texte("Sur combien", help_text="Le total auquel on le rapporte.")
    sans_denominateur = forms.BooleanField(
        label="Rien à rapporter : c’est un simple compte", required=False
    )
    unite = Texte("Unité", help_text="Par exemple %, personnes, jours.")
    sens = CodeEnum("Le sens attendu", SensIndicateur, libelles.SENS_INDICATEUR)
    cumulatif = OuiNon("Les périodes d’une année s’additionnent")
    depart = Texte("D’où l’on part, en mots", help_text="Avec l’année : 38 % en 2025.")
    depart_numerateur = Valeur("Au départ, on compte")
    depart_denominateur = Valeur("Sur")
    depart_valeur = Valeur("Ou directement la valeur", help_text="Si les deux comptes manquent.")
    depart_date = DatePartielle("De quand date ce départ")
    cible = Texte("Où l’on veut arriver, en mots", help_text="Avec l’échéance : 50 % fin 2028.")
    cibles = Rangees(
        "La cible de chaque année",
        CibleAnnuelle,
        (
            Colonne(nom="exercice", champ=Annee("Année")),
            Colonne(nom="valeur", champ=Valeur("Cible", required=True)),
        ),
        mot="Cible",
    )
    source = Texte("Qui fournit le chiffre", help_text="La caisse, un cabinet, un outil.")
    rythme = Texte("Tous les combien on regarde", help_text="Par exemple : une fois par an.")
    preuve = Texte("Ce qui le prouvera", help_text="Un relevé, une liste, un compte rendu daté.")
    poids = Nombre(
        "Son poids dans le variable de la mission, en %",
        help_text="Si le contrat en donne un : les poids d’une mission font 100.",
    )

    def __init__(self, *args: Any, actions: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        field.choices = [("", "Aucune en particulier"), *actions]
        self.initial["sans_denominateur"] = self.initial.get("denominateur") == ""

    @property
    def _decided(self) -> frozenset[str]:
        return frozenset({"denominateur"})

    def clean_poids(self) -> int | None:
        weight: int | None = self.cleaned_data["poids"]
        if weight is not None and weight > CENT:
            raise forms.ValidationError(fr("Un poids va de 0 à 100."))
        return weight

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sans_denominateur"):
            if cleaned.get("denominateur"):
                message = "Cochez la case, ou dites sur combien : pas les deux."
                self.add_error("denominateur", fr(message))
            cleaned["denominateur"] = ""
        return cleaned

    @classmethod
    def depuis(cls, record: Any) -> dict[str, Any]:
        if record is None:
            return {}
        (part,) = bridge.of_rows(Liste.INDICATEURS, [record])
        return {"version": record.version} | {name: getattr(part, name) for name in cls.faits}
