"""Choices, calendar, budget, meetings, planned actions and partnerships, as typed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.core.facts import Maturite, MissionAction, NatureReunion, RedactionProjet
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    CodeEnum,
    Codes,
    DatePartielle,
    Jour,
    Lignes,
    Nombre,
    OuiNon,
    Texte,
    TexteLong,
)
from maillage.web.typographie import fr


class FormulaireChoix(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "acteurs_tous_informes",
        "souhait_accelerateur",
        "souhait_accelerateur_commentaire",
        "souhait_mission_precoce",
        "souhait_mission_precoce_commentaire",
        "redaction_projet",
        "date_decision_bureau",
        "indemnisation_au_reglement",
    )

    acteurs_tous_informes = OuiNon("Tous les acteurs du territoire sont informés du projet")
    souhait_accelerateur = OuiNon("Nous souhaitons être accompagnés par un accélérateur")
    souhait_accelerateur_commentaire = TexteLong("Ce que nous en attendons")
    souhait_mission_precoce = OuiNon("Nous souhaitons commencer une mission avant le contrat")
    souhait_mission_precoce_commentaire = TexteLong("Laquelle, et pourquoi")
    redaction_projet = CodeEnum(
        "Qui écrira le projet de santé",
        RedactionProjet,
        libelles.REDACTIONS,
        widget=forms.RadioSelect,
    )
    date_decision_bureau = Jour("Jour où le Bureau en a décidé")
    indemnisation_au_reglement = OuiNon("Les indemnités sont prévues au règlement intérieur")


class FormulaireReunion(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ("date", "intitule", "nature", "participants")

    intitule = Texte("Objet de la réunion", required=True)
    date = DatePartielle("Date")
    nature = CodeEnum("Nature", NatureReunion, libelles.NATURES_REUNION)
    participants = Nombre("Nombre de participants")


class FormulaireAction(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "titre",
        "mission",
        "maturite",
        "debut",
        "fin",
        "contexte",
        "finalite",
        "objectif_operationnel",
        "public",
        "description",
        "problemes",
    )

    titre = Texte("Nom de l’action", required=True)
    mission = CodeEnum("Mission", MissionAction, libelles.MISSIONS)
    maturite = CodeEnum("Où elle en est", Maturite, libelles.MATURITES)
    debut = DatePartielle("Début")
    fin = DatePartielle("Fin")
    contexte = TexteLong("Le problème auquel elle répond")
    finalite = TexteLong("Ce qu’elle doit changer")
    objectif_operationnel = TexteLong("Ce que l’on fera, que l’on pourra compter")
    public = TexteLong("Pour qui", rows=2)
    description = TexteLong("Comment")
    problemes = Lignes("Les problèmes du diagnostic qu’elle vise")
    acteurs = Codes("Qui y prend part", {})
    personne_encore = forms.BooleanField(label="Personne n’y prend part encore", required=False)

    def __init__(self, *args: Any, acteurs: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["acteurs"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- narrows for mypy
        field.choices = list(acteurs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("personne_encore"):
            if cleaned.get("acteurs"):
                self.add_error(
                    "acteurs", fr("Cochez des noms, ou « personne encore », pas les deux.")
                )
            cleaned["acteurs"] = ()
        return cleaned


class FormulairePartenariats(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "dac_existe",
        "dac_nom",
        "dac_articulation",
        "cls_existe",
        "cls_lien",
        "sas_existe",
        "sas_articulation",
        "prs_themes",
        "outil_regional_connu",
        "outil_regional_utilise",
        "outil_regional_prevu",
    )

    dac_existe = OuiNon("Un dispositif d’appui à la coordination (DAC) existe")
    dac_nom = Texte("Son nom")
    dac_articulation = TexteLong("Comment vous travaillez avec lui")
    cls_existe = OuiNon("Un contrat local de santé existe")
    cls_lien = TexteLong("Le lien avec la CPTS")
    sas_existe = OuiNon("Un service d’accès aux soins (SAS) existe")
    sas_articulation = TexteLong("Comment vous y prenez part")
    prs_themes = Lignes("Thèmes du projet régional de santé auxquels vous répondez")
    outil_regional_connu = OuiNon("Nous connaissons l’outil numérique de la région")
    outil_regional_utilise = OuiNon("Nous l’utilisons")
    outil_regional_prevu = OuiNon("Nous prévoyons de l’utiliser")
