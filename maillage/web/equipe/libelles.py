"""What each code of a dossier is called on the pages."""

from collections.abc import Mapping

from maillage.core.facts import (
    ConditionFonctionnement,
    CritereSmart,
    Engagement,
    Enveloppe,
    EtapeDossier,
    EtatAssociation,
    Famille,
    FormeJuridique,
    Imputation,
    Maturite,
    Milieu,
    MissionAction,
    NatureIndicateur,
    NatureLien,
    NaturePopulation,
    NatureReunion,
    OrigineIndicateur,
    PartieContrat,
    PayeurVersement,
    Priorite,
    Prorata,
    Recours,
    RedactionProjet,
    Secteur,
    SensBudget,
    SensIndicateur,
    VariablePremiereAnnee,
)
from maillage.core.indicateurs import Theme

THEMES: Mapping[Theme, str] = {
    Theme.POPULATION: "Population",
    Theme.SOCIAL: "Situation sociale",
    Theme.SANTE: "Santé",
    Theme.OFFRE: "Offre de soins",
    Theme.ORGANISATION: "Structures",
    Theme.ACCES: "Accès et prévention",
}
ETAPES: Mapping[EtapeDossier, str] = {
    EtapeDossier.LETTRE_INTENTION: "Lettre d’intention",
    EtapeDossier.PRE_PROJET: "Pré-projet",
    EtapeDossier.PROJET_SANTE: "Projet de santé",
    EtapeDossier.CONVENTION_FINANCEMENT: "Convention de financement",
    EtapeDossier.CONTRAT: "Contrat ACI",
}
FORMES: Mapping[FormeJuridique, str] = {
    FormeJuridique.ASSOCIATION_1901: "Association loi 1901",
    FormeJuridique.ASSOCIATION_DROIT_LOCAL: "Association de droit local (Alsace-Moselle)",
    FormeJuridique.SISA: "SISA",
    FormeJuridique.AUTRE: "Autre forme",
}
ETATS_ASSOCIATION: Mapping[EtatAssociation, str] = {
    EtatAssociation.OUI: "Oui, elle est créée",
    EtatAssociation.EN_COURS: "Elle est en cours de création",
    EtatAssociation.NON: "Non, pas encore",
}
ENGAGEMENTS: Mapping[Engagement, str] = {
    Engagement.ENGAGE: "Engagé",
    Engagement.CONTACTE: "Contacté",
    Engagement.INCERTAIN: "Incertain",
    Engagement.A_CONTACTER: "À contacter",
}
TONS_ENGAGEMENT: Mapping[Engagement | None, str] = {
    Engagement.ENGAGE: "bien",
    Engagement.CONTACTE: "conseil",
    Engagement.INCERTAIN: "voir",
    Engagement.A_CONTACTER: "neutre",
}
RECOURS: Mapping[Recours, str] = {
    Recours.PREMIER: "Premier recours",
    Recours.SECOND: "Second recours",
}
SECTEURS: Mapping[Secteur, str] = {
    Secteur.SANITAIRE: "Sanitaire",
    Secteur.MEDICO_SOCIAL: "Médico-social",
    Secteur.SOCIAL: "Social",
}
MILIEUX: Mapping[Milieu, str] = {
    Milieu.AMBULATOIRE: "En ville",
    Milieu.HOSPITALIER: "À l’hôpital",
    Milieu.MEDICO_SOCIAL: "Dans le médico-social",
    Milieu.SOCIAL: "Dans le social",
}
FAMILLES: Mapping[Famille, str] = {
    Famille.SANITAIRE: "Sanitaire",
    Famille.MEDICO_SOCIAL: "Médico-social",
    Famille.SOCIAL: "Social",
    Famille.EXERCICE_COORDONNE: "Exercice coordonné",
}
PAYEURS: Mapping[PayeurVersement, str] = {
    PayeurVersement.CAISSE: "La caisse d’assurance maladie",
    PayeurVersement.ARS: "L’agence régionale de santé",
    PayeurVersement.AUTRE: "Quelqu’un d’autre",
}
NATURES_REUNION: Mapping[NatureReunion, str] = {
    NatureReunion.INFORMATION: "Information",
    NatureReunion.TRAVAIL: "Travail",
    NatureReunion.CONCERTATION: "Concertation",
}
NATURES_POPULATION: Mapping[NaturePopulation, str] = {
    NaturePopulation.RESIDENTE: "Les habitants à l’année",
    NaturePopulation.SAISONNIERE: "Les habitants et les saisonniers",
    NaturePopulation.PATIENTELE: "La patientèle",
}
MISSIONS: Mapping[MissionAction, str] = {
    MissionAction.MEDECIN_TRAITANT: "Accès à un médecin traitant",
    MissionAction.SOINS_NON_PROGRAMMES: "Soins non programmés",
    MissionAction.ACCES_AUTRE: "Autre accès aux soins",
    MissionAction.PARCOURS: "Parcours autour du patient",
    MissionAction.PREVENTION: "Prévention",
    MissionAction.CRISE: "Crise sanitaire",
    MissionAction.QUALITE: "Qualité et pertinence",
    MissionAction.ACCOMPAGNEMENT: "Accompagnement des professionnels",
}
MATURITES: Mapping[Maturite, str] = {
    Maturite.IDEE: "Une idée",
    Maturite.PREPARATION: "En préparation",
    Maturite.EN_COURS: "En cours",
    Maturite.ACHEVEE: "Achevée",
}
PRIORITES: Mapping[Priorite, str] = {
    Priorite.HAUTE: "Haute",
    Priorite.NORMALE: "Normale",
    Priorite.PLUS_TARD: "Plus tard",
}
NATURES_LIEN: Mapping[NatureLien, str] = {
    NatureLien.COMPLEMENT: "Se complète avec",
    NatureLien.PREREQUIS: "A d’abord besoin de",
}
CRITERES: Mapping[CritereSmart, str] = {
    CritereSmart.SPECIFIQUE: "Précis",
    CritereSmart.MESURABLE: "Mesurable",
    CritereSmart.AMBITIEUX: "Ambitieux",
    CritereSmart.REALISTE: "Réaliste",
    CritereSmart.TEMPOREL: "Daté",
}
SENS_INDICATEUR: Mapping[SensIndicateur, str] = {
    SensIndicateur.HAUSSE: "Il doit monter",
    SensIndicateur.BAISSE: "Il doit baisser",
    SensIndicateur.MAINTIEN: "Il doit se maintenir",
}
REDACTIONS: Mapping[RedactionProjet, str] = {
    RedactionProjet.PRESTATAIRE: "Un prestataire",
    RedactionProjet.COORDONNATEUR: "Un coordonnateur",
    RedactionProjet.GROUPE: "Un groupe de l’équipe",
}
SENS: Mapping[SensBudget, str] = {
    SensBudget.CHARGE: "Dépense",
    SensBudget.PRODUIT: "Recette",
}
NATURES_INDICATEUR: Mapping[NatureIndicateur, str] = {
    NatureIndicateur.QUANTITATIF: "Il se compte",
    NatureIndicateur.QUALITATIF: "Il se décrit",
}
ORIGINES_INDICATEUR: Mapping[OrigineIndicateur, str] = {
    OrigineIndicateur.ARS: "L’ARS",
    OrigineIndicateur.ACI: "L’accord conventionnel (ACI)",
    OrigineIndicateur.ACTION: "Une fiche action",
    OrigineIndicateur.LOCAL: "Notre équipe",
}
IMPUTATIONS: Mapping[Imputation, str] = {
    Imputation.DIRECTE: "Le projet lui-même",
    Imputation.INDIRECTE: "La vie de la structure",
}

PARTIES: Mapping[PartieContrat, str] = {
    PartieContrat.ASSOCIATION: "L’association",
    PartieContrat.ASSURANCE_MALADIE: "L’Assurance Maladie",
    PartieContrat.ARS: "L’agence régionale de santé",
}
PRORATAS: Mapping[Prorata, str] = {
    Prorata.JOURS_REELS: "En jours réels",
    Prorata.MOIS_ENTAMES: "En mois entamés",
    Prorata.TRENTE_360: "En mois de 30 jours",
}
CONDITIONS: Mapping[ConditionFonctionnement, str] = {
    ConditionFonctionnement.MISSION_DEMARREE: "Oui, une mission au moins",
    ConditionFonctionnement.AUCUNE: "Non, il est dû de toute façon",
}
VARIABLES: Mapping[VariablePremiereAnnee, str] = {
    VariablePremiereAnnee.PRORATA: "Réduite selon la durée",
    VariablePremiereAnnee.ENTIERE: "Entière",
}
ENVELOPPES: Mapping[Enveloppe, str] = {
    Enveloppe.FONCTIONNEMENT: "Le fonctionnement de l’accord",
    Enveloppe.MISSIONS: "Les missions de l’accord",
    Enveloppe.DEMARRAGE: "L’aide au démarrage",
    Enveloppe.AUTRE: "Un autre financement",
}

# How a document is named in a sentence: « les statuts », « la lettre », « le projet ».
_PLURAL = ("statuts", "fiches")
_FEMININE = ("lettre", "convention")


def le_document(nom: str) -> str:
    """Return the name of a document with its article: « la lettre d’intention »."""
    name = f"{nom[:1].lower()}{nom[1:]}"
    if name.startswith(_PLURAL):
        return f"les {name}"
    return f"la {name}" if name.startswith(_FEMININE) else f"le {name}"


def au_document(nom: str) -> str:
    """Return the name of a document after « à »: « au pré-projet », « aux statuts »."""
    name = f"{nom[:1].lower()}{nom[1:]}"
    if name.startswith(_PLURAL):
        return f"aux {name}"
    return f"à la {name}" if name.startswith(_FEMININE) else f"au {name}"
