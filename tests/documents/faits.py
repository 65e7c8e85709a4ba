"""Dossiers for the tests of documents: invented people, real communes, texts as a team writes them."""

from datetime import date
from decimal import Decimal

from maillage.core.facts import (
    ActionPrevue,
    Choix,
    Collectivite,
    CommuneRetenue,
    Cpts,
    DossierFacts,
    Engagement,
    Etablissement,
    Etape,
    EtapeAction,
    EtatAssociation,
    Famille,
    FormeJuridique,
    Imputation,
    Indicateur,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    Maturite,
    MissionAction,
    NatureIndicateur,
    NatureReunion,
    OrigineIndicateur,
    Partenariats,
    PartialDate,
    Personne,
    RedactionProjet,
    Referent,
    Reunion,
    Roles,
    Secteur,
    SensBudget,
    Signature,
    Structure,
    Territoire,
)

ON = date(2026, 11, 22)

VIDE = DossierFacts()

_TEAM = (
    ("Faure", "Claire", "medecin_generaliste", "Brioude", "MSP des Gorges", "engage", True),
    ("Bayle", "Thomas", "infirmier", "Langeac", "", "engage", True),
    ("Chastel", "Inès", "pharmacien_officine", "Brioude", "Pharmacie du Marché", "engage", True),
    ("Delorme", "Marc", "masseur_kinesitherapeute", "Brioude", None, "contacte", False),
    ("Estival", "Nadia", "sage_femme", "Brioude", "", "incertain", None),
    ("Fournier", "Hugo", "medecin_specialiste", "Brioude", "CH de Brioude", "engage", False),
    ("Gibert", "Lise", "orthophoniste", "Lempdes-sur-Allagnon", "", "a_contacter", None),
    ("Hébrard", "Paul", "chirurgien_dentiste", "Langeac", "", None, None),
)


def personnes() -> tuple[Personne, ...]:
    people = []
    for nom, prenom, profession, lieu, structure, engagement, gouvernance in _TEAM:
        people.append(
            Personne(
                id=nom.lower(),
                nom=nom,
                prenom=prenom,
                profession=profession,
                profession_precision="cardiologie" if nom == "Fournier" else None,
                secteur=Secteur.SANITAIRE,
                lieu_exercice=lieu,
                structure_appartenance=structure,
                engagement=Engagement(engagement) if engagement else None,
                gouvernance=gouvernance,
                fonction="présidente" if nom == "Faure" else None,
                noyau_dur=nom in ("Faure", "Bayle", "Chastel"),
                adresse="4 place de la Liberté\n43100 Brioude" if nom == "Faure" else None,
                telephone="0471000000" if nom == "Faure" else None,
                courriel="claire.faure@exemple.fr" if nom == "Faure" else None,
            )
        )
    return tuple(people)


ETABLISSEMENTS = (
    Etablissement(
        id="ch",
        nom="Centre hospitalier de Brioude",
        famille=Famille.SANITAIRE,
        type="ch",
        adresse="2 rue Michel-de-l’Hospital, 43100 Brioude",
        localisation="Brioude",
        interlocuteur="Rey Anne",
        engagement=Engagement.ENGAGE,
        gouvernance=True,
    ),
    Etablissement(
        id="ssiad",
        nom="SSIAD du Haut-Allier",
        famille=Famille.MEDICO_SOCIAL,
        type="ssiad",
        localisation="Langeac",
        engagement=Engagement.CONTACTE,
        gouvernance=False,
    ),
    Etablissement(
        id="msp",
        nom="MSP des Gorges",
        famille=Famille.EXERCICE_COORDONNE,
        type="msp",
        localisation="Brioude",
        interlocuteur="Faure Claire",
        engagement=Engagement.ENGAGE,
        gouvernance=True,
    ),
    Etablissement(
        id="ehpad",
        nom="EHPAD Les Tilleuls",
        famille=Famille.MEDICO_SOCIAL,
        type="ehpad",
        localisation="Langeac",
        engagement=Engagement.A_CONTACTER,
    ),
)

TEXTES = {
    "territoire_justification": "Le **bassin de vie** de Brioude et de Langeac, où les habitants se "
    "soignent déjà :\n\n- 82 % des consultations y restent ;\n- aucune commune voisine n’est en "
    "zone blanche.",
    "population_demographie": "## Une population âgée\n\nUn habitant sur trois a plus de 60 ans.",
    "population_social": "Le revenu médian est *inférieur* à celui du département.",
    "population_sante": "La couverture vaccinale contre la grippe est de 51 %.",
    "problematiques_synthese": "1. Accès au médecin traitant\n2. Soins non programmés le soir",
    "etat_des_lieux_indicateurs": "1 850 patients sans médecin traitant.",
    "problematique_parcours": "Les retours d’hospitalisation sont mal préparés.",
    "problematique_medecin_traitant": "Quatre départs à la retraite d’ici 2028.",
    "problematique_soins_non_programmes": "Les urgences reçoivent 40 % de passages évitables.",
    "problematique_prevention": "Le dépistage du cancer colorectal stagne à 29 %.",
    "problematique_crise": "Aucun annuaire de crise commun.",
    "territoire_specificites": "Relief, routes coupées l’hiver, population doublée l’été.",
    "modalites_travail_existantes": "Messagerie sécurisée, réunions mensuelles à la MSP.",
    "projet_synthese": "Donner à chacun un médecin traitant, et un rendez-vous en 48 heures.",
    "mission_medecin_traitant": "Une liste d’attente commune, tenue par le secrétariat.",
    "mission_soins_non_programmes": "Des créneaux partagés entre huit cabinets.",
    "telemedecine": "Un chariot de téléconsultation à Langeac.",
    "mission_parcours": "Un protocole de sortie d’hospitalisation des personnes âgées.",
    "mission_prevention": "Deux journées de dépistage par an.",
    "mission_crise": "Un plan de crise écrit avec la mairie.",
    "moyens_action_envisages": "Agenda partagé, protocoles, réunions.",
    "freins": "Le temps disponible des soignants.",
    "historique_demarche": "L’idée est née d’une réunion de la MSP en mars 2025.",
    "communication_projet": "Une lettre à tous les professionnels du territoire.",
    "appui_partenaires": "La FEMAS et la CPAM nous accompagnent.",
    "offre_ambulatoire": "31 médecins généralistes, dont 12 de plus de 60 ans.",
    "recours_aux_soins": "Flux vers Clermont-Ferrand pour les spécialistes.",
    "permanence_soins": "Deux secteurs de garde.",
    "coherence_prs_cls": "Le projet reprend deux axes du PRS.",
}

ETAPES = (
    Etape(code="equipe", debut=PartialDate(2025, 3), fin=PartialDate(2025, 3)),
    Etape(code="construction", debut=PartialDate(2025, 3), fin=PartialDate(2026, 9)),
    Etape(code="lettre_depot", debut=PartialDate(2026, 9), fin=PartialDate(2026, 9)),
    Etape(code="diagnostic_donnees", debut=PartialDate(2026, 9), fin=PartialDate(2026, 12)),
    Etape(code="diagnostic_besoins", debut=PartialDate(2027, 1, 4), fin=PartialDate(2027, 2, 26)),
    Etape(code="statuts_redaction", fin=PartialDate(2026, 10)),
    Etape(code="statuts_formalites", debut=PartialDate(2026, 11)),
    Etape(code="projet_redaction", debut=PartialDate(2027, 1), fin=PartialDate(2027, 6)),
    Etape(code="projet_depot", debut=PartialDate(2027, 7, 1), fin=PartialDate(2027, 7, 1)),
    Etape(code="aci_negociation", debut=PartialDate(2027, 9), fin=PartialDate(2027, 9)),
    Etape(code="aci_adhesion", debut=PartialDate(2027, 10), fin=PartialDate(2027, 10)),
    Etape(code="mise_en_oeuvre", debut=PartialDate(2027, 11), fin=PartialDate(2027, 11)),
    Etape(code="evaluations", debut=PartialDate(2028), fin=PartialDate(2028)),
)

ACTIONS = (
    ActionPrevue(
        id="mt",
        titre="Liste d’attente commune",
        mission=MissionAction.MEDECIN_TRAITANT,
        maturite=Maturite.PREPARATION,
        debut=PartialDate(2027, 1),
        fin=PartialDate(2028, 12),
        contexte="Quatre départs à la retraite d’ici 2028.",
        finalite="Que chacun ait un médecin traitant.",
        objectif_operationnel="300 patients trouvent un médecin traitant en un an.",
        public="Les 1 850 habitants sans médecin traitant.",
        description="Le secrétariat tient **une seule liste** :\n\n- une demande par personne ;\n"
        "- un médecin proposé sous un mois.",
        acteurs=("faure", "bayle", "msp"),
        etapes=(
            EtapeAction(libelle="Écrire la règle de la liste", date=PartialDate(2027, 2)),
            EtapeAction(libelle="Ouvrir la liste aux officines"),
        ),
        objectif_prs="Réduire les inégalités d’accès aux soins.",
        existant="Trois listes, une par maison de santé.",
        effets_attendus="Moins de passages aux urgences.",
        liens_autres_actions="Alimente les créneaux partagés.",
        ressources="Une demi-journée de secrétariat.",
        evaluation="Un point chaque trimestre.",
        referents=("faure",),
    ),
    ActionPrevue(id="snp", titre="Créneaux partagés", mission=MissionAction.SOINS_NON_PROGRAMMES),
    ActionPrevue(id="prev", titre="Bus du dépistage", mission=MissionAction.PREVENTION),
)


INDICATEURS = (
    Indicateur(
        id="i1",
        libelle="Patients sans médecin traitant",
        nature=NatureIndicateur.QUANTITATIF,
        origine=OrigineIndicateur.ACI,
        mission=MissionAction.MEDECIN_TRAITANT,
        action="mt",
        depart="1 850 en 2026",
        cible="1 200 fin 2028",
        source="CPAM",
        rythme="chaque trimestre",
    ),
    Indicateur(
        id="i2",
        libelle="Ce que les patients disent de l’accueil",
        nature=NatureIndicateur.QUALITATIF,
        cible="Une enquête par an",
    ),
    Indicateur(id="i3", libelle="Créneaux ouverts chaque semaine"),
)


def _ligne(exercice: int, nature: str, montant: str, **more: object) -> LigneBudgetProjet:
    return LigneBudgetProjet(
        exercice=exercice,
        nature=nature,
        montant=Decimal(montant),
        **more,  # type: ignore[arg-type]  # names of the facts
    )


BUDGET = (
    _ligne(2027, "sal_coordination", "38000"),
    _ligne(2027, "sal_charges", "16000"),
    _ligne(2027, "rem_missions", "24000.40"),
    _ligne(2027, "ext_loyer", "6000.30", imputation=Imputation.INDIRECTE),
    _ligne(2027, "hon_comptable", "3500.30"),
    _ligne(2027, "aci_fonctionnement", "70000"),
    _ligne(2027, "aci_acces", "10000"),
    _ligne(2027, "sub_commune", "2000", financeur="Brioude"),
    _ligne(2027, "sub_commune", "1000", financeur="Langeac"),
    _ligne(2027, "sub_departement", "3000", financeur="Haute-Loire"),
    _ligne(2027, "cot_sans", "1501"),
    _ligne(2027, "cvn_benevoles", "4000"),
    _ligne(2027, "cvp_benevolat", "4000"),
    _ligne(2028, "sal_coordination", "39000"),
    _ligne(2028, "aci_fonctionnement", "70000"),
)


def complet() -> DossierFacts:
    return DossierFacts(
        cpts=Cpts(nom="CPTS Haut-Allier", date_creation=PartialDate(2026, 9), region="AURA"),
        structure=Structure(
            nom="Association CPTS Haut-Allier",
            forme_juridique=FormeJuridique.ASSOCIATION_1901,
            association_creee=EtatAssociation.EN_COURS,
            siret="73282932000074",
            adresse_postale="4 place de la Liberté, 43100 Brioude",
            telephone="0471000001",
            telecopie="",
            courriel="contact@exemple.fr",
        ),
        roles=Roles(contact="faure", representant_legal="faure", representant_qualite="Présidente"),
        equipe=personnes(),
        etablissements=ETABLISSEMENTS,
        territoire=Territoire(
            communes=(
                CommuneRetenue(code="43040"),
                CommuneRetenue(code="43112"),
                CommuneRetenue(code="43013"),
                CommuneRetenue(
                    code="43157",
                    partie="Quartier du Val Vert",
                    population=2100,
                    source_population="mairie",
                    millesime=2024,
                ),
            ),
            ps_territoire=118,
            carte_jointe=True,
        ),
        partenariats=Partenariats(
            sas_existe=True,
            sas_articulation="Convention avec le SAS 43.",
            cls_existe=False,
            prs_themes=("personnes âgées", "santé mentale"),
            outil_regional_connu=True,
            outil_regional_utilise=False,
            outil_regional_prevu=True,
        ),
        textes=TEXTES,
        reunions=(
            Reunion(
                date=PartialDate(2025, 3, 12),
                intitule="Première rencontre",
                nature=NatureReunion.INFORMATION,
                participants=34,
            ),
        ),
        actions=ACTIONS,
        calendrier=ETAPES,
        choix=Choix(
            souhait_accelerateur=True,
            souhait_mission_precoce=False,
            redaction_projet=RedactionProjet.GROUPE,
            date_decision_bureau=date(2026, 10, 5),
        ),
        budget_pre_projet=(
            LigneBudget(poste="communication", sens=SensBudget.CHARGE, montant=Decimal(2500)),
            LigneBudget(
                poste="indemnisation_equipe", sens=SensBudget.CHARGE, montant=Decimal("12500.50")
            ),
            LigneBudget(poste="subvention_ars", sens=SensBudget.PRODUIT, montant=Decimal(15000)),
        ),
        collectivites=(
            Collectivite(
                denomination="Brioude Sud Auvergne",
                referent="Directrice de la cohésion",
                coordonnees="0471000002",
                enjeux_modalites="Transport à la demande, deux rencontres par an.",
            ),
            Collectivite(denomination="Commune de Langeac"),
        ),
        referents=(
            Referent(
                territoire="22", nom="Le Goff Maëlle", organisme="CPAM", telephone="0296000001"
            ),
            Referent(territoire="Haute-Loire", nom="Roche Jean", organisme="MSA"),
        ),
        liens_prs=(
            LienPrs(code="occ_presence_soignante", commentaire="Une liste **commune**."),
            LienPrs(code="occ_usagers"),
            LienPrs(code="occ_vieillissement", commentaire="Sortie d’hôpital."),
        ),
        indicateurs=INDICATEURS,
        budget_projet=BUDGET,
        signature=Signature(date_signature=date(2026, 12, 3), lieu="Brioude"),
    )


def partiel() -> DossierFacts:
    """A team that began: half of everything, and a code that no commune bears."""
    return DossierFacts(
        cpts=Cpts(nom="CPTS en projet"),
        equipe=personnes()[:3],
        etablissements=(),
        territoire=Territoire(
            communes=(CommuneRetenue(code="43040"), CommuneRetenue(code="99999"))
        ),
        textes={"freins": "Le temps.", "mission_medecin_traitant": "Une liste commune."},
        calendrier=(Etape(code="equipe", debut=PartialDate(2026)), Etape(code="projet_depot")),
    )


DOSSIERS = {"vide": VIDE, "partiel": partiel(), "complet": complet()}
