"""Choices, meetings and partnerships, as typed."""

from typing import ClassVar

from django import forms

from maillage.core.facts import NatureReunion, RedactionProjet
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    CodeEnum,
    DatePartielle,
    Jour,
    Lignes,
    Nombre,
    OuiNon,
    Texte,
    TexteLong,
)


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
        "besoin_partage_existe",
        "besoin_partage",
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
    besoin_partage_existe = OuiNon("Des besoins de partage d’informations sont repérés")
    besoin_partage = TexteLong(
        "Lesquels",
        help_text="Ce qu’il faudrait partager, entre qui, et ce qui manque aujourd’hui.",
    )
