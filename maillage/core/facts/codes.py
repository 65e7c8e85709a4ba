"""The closed lists of codes that a dossier uses; labels live in `reference`."""

from enum import StrEnum


class EtapeDossier(StrEnum):
    """How far the dossier is, in the order a CPTS lives it."""

    LETTRE_INTENTION = "lettre_intention"
    PRE_PROJET = "pre_projet"
    PROJET_SANTE = "projet_sante"
    CONVENTION_FINANCEMENT = "convention_financement"
    CONTRAT = "contrat"


class FormeJuridique(StrEnum):
    """Legal form of the body that carries the CPTS."""

    ASSOCIATION_1901 = "association_1901"
    ASSOCIATION_DROIT_LOCAL = "association_droit_local"
    SISA = "sisa"
    AUTRE = "autre"


class EtatAssociation(StrEnum):
    """Is the association created?"""

    OUI = "oui"
    NON = "non"
    EN_COURS = "en_cours"


class Engagement(StrEnum):
    """How sure the participation of a person or an establishment is."""

    ENGAGE = "engage"
    CONTACTE = "contacte"
    INCERTAIN = "incertain"
    A_CONTACTER = "a_contacter"


class Recours(StrEnum):
    """Level of care: the first one seen, or the specialist and the hospital."""

    PREMIER = "premier"
    SECOND = "second"


class Secteur(StrEnum):
    """Field of work, as the letter and the Occitanie form ask it."""

    SANITAIRE = "sanitaire"
    MEDICO_SOCIAL = "medico_social"
    SOCIAL = "social"


class Milieu(StrEnum):
    """Place of work, as the Bretagne form asks it."""

    AMBULATOIRE = "ambulatoire"
    HOSPITALIER = "hospitalier"
    MEDICO_SOCIAL = "medico_social"
    SOCIAL = "social"


class Famille(StrEnum):
    """Family of an establishment, a service or a coordinated-practice structure."""

    SANITAIRE = "sanitaire"
    MEDICO_SOCIAL = "medico_social"
    SOCIAL = "social"
    EXERCICE_COORDONNE = "exercice_coordonne"


class NatureReunion(StrEnum):
    """What a meeting is for."""

    INFORMATION = "information"
    TRAVAIL = "travail"
    CONCERTATION = "concertation"


class NaturePopulation(StrEnum):
    """Which inhabitants a declared population counts."""

    RESIDENTE = "residente"
    SAISONNIERE = "saisonniere"
    PATIENTELE = "patientele"


class MissionAction(StrEnum):
    """The eight internal missions; each form groups them its own way (contradictions.md §2)."""

    MEDECIN_TRAITANT = "medecin_traitant"
    SOINS_NON_PROGRAMMES = "soins_non_programmes"
    ACCES_AUTRE = "acces_autre"
    PARCOURS = "parcours"
    PREVENTION = "prevention"
    CRISE = "crise"
    QUALITE = "qualite"
    ACCOMPAGNEMENT = "accompagnement"


class Maturite(StrEnum):
    """How far an action is."""

    IDEE = "idee"
    PREPARATION = "preparation"
    EN_COURS = "en_cours"
    ACHEVEE = "achevee"


class Priorite(StrEnum):
    """When an action must come: the order of the list is that of the boards."""

    HAUTE = "haute"
    NORMALE = "normale"
    PLUS_TARD = "plus_tard"


class NatureLien(StrEnum):
    """How an action holds to another: it needs it first, or each makes the other stronger."""

    PREREQUIS = "prerequis"
    COMPLEMENT = "complement"


class CritereSmart(StrEnum):
    """What makes an aim one that can be followed, in the order of its letters."""

    SPECIFIQUE = "specifique"
    MESURABLE = "mesurable"
    AMBITIEUX = "ambitieux"
    REALISTE = "realiste"
    TEMPOREL = "temporel"


class RedactionProjet(StrEnum):
    """Who will write the projet de santé."""

    PRESTATAIRE = "prestataire"
    COORDONNATEUR = "coordonnateur"
    GROUPE = "groupe"


class SensBudget(StrEnum):
    """Side of a budget line."""

    CHARGE = "charge"
    PRODUIT = "produit"


class NatureIndicateur(StrEnum):
    """Counted, or described."""

    QUANTITATIF = "quantitatif"
    QUALITATIF = "qualitatif"


class OrigineIndicateur(StrEnum):
    """Who asks for an indicator."""

    ARS = "ars"
    ACI = "aci"
    ACTION = "action"
    LOCAL = "local"


class SensIndicateur(StrEnum):
    """Which way an indicator must go."""

    HAUSSE = "hausse"
    BAISSE = "baisse"
    MAINTIEN = "maintien"


class Imputation(StrEnum):
    """Is a charge spent on the project itself, or on running the structure?"""

    DIRECTE = "directe"
    INDIRECTE = "indirecte"


class Enveloppe(StrEnum):
    """The money that a line of the budget belongs to."""

    FONCTIONNEMENT = "fonctionnement"
    MISSIONS = "missions"
    DEMARRAGE = "demarrage"  # help to start, once
    AUTRE = "autre"


class OrigineLigne(StrEnum):
    """Where a line of the budget comes from, when nobody typed it."""

    SIMULATION = "simulation"


class ScenarioBudget(StrEnum):
    """The results of the missions that a budget counts on."""

    FIXE = "fixe"  # none
    MOYEN = "moyen"
    PLEIN = "plein"
    PROPRE = "propre"  # those written in the contract


class PartieContrat(StrEnum):
    """Who signs the contract."""

    ASSOCIATION = "association"
    ASSURANCE_MALADIE = "assurance_maladie"
    ARS = "ars"


class NatureLigne(StrEnum):
    """What a payment of the agreement is; the order is the order of the lines of a day (H)."""

    DOTATION_INITIALE = "dotation_initiale"
    SOLDE = "solde"
    VARIABLE = "variable"
    FORFAIT = "forfait"
    AVANCE = "avance"


class PayeurVersement(StrEnum):
    """Who paid."""

    CAISSE = "caisse"
    ARS = "ars"
    AUTRE = "autre"


class Prorata(StrEnum):
    """How a part of a year is counted (open point O1)."""

    JOURS_REELS = "jours_reels"
    MOIS_ENTAMES = "mois_entames"
    TRENTE_360 = "trente_360"


class ConditionFonctionnement(StrEnum):
    """Is money to run the CPTS due when no mission has started (open point O2)?"""

    MISSION_DEMARREE = "mission_demarree"
    AUCUNE = "aucune"


class VariablePremiereAnnee(StrEnum):
    """Is the variable part reduced in the year a mission starts (open point O3)?"""

    PRORATA = "prorata"
    ENTIERE = "entiere"


class FormeFigure(StrEnum):
    """The drawing that goes with the table of a kept figure."""

    BARRES = "barres"  # a place beside others
    AGES = "ages"  # a population by age, beside another
    PYRAMIDE = "pyramide"  # a population by age, women and men
    COURBE = "courbe"  # year after year
    CARTE = "carte"  # commune by commune, as colours
    CERCLES = "cercles"  # commune by commune, as sizes
