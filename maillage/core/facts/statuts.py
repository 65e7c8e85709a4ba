"""What the founders chose for their statutes; `reference/statuts/choix.yaml` says each option.

`None` is a choice not made yet: the usual option is then used, and said to be so. The name, the
short name, the legal form, the address and the people are facts of the dossier, never asked here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class College:
    """A group of members who vote and sit together."""

    nom: str
    membres: str | None = None  # who belongs to it, in words
    professions: tuple[str, ...] | None = None  # codes; None: every profession
    liberaux: bool | None = None  # is it the group of the professionals in private practice?
    usagers: bool | None = None  # do the patients’ associations belong to it?
    sieges: int | None = None  # on the board
    poids: int | None = None  # per cent of the votes
    cotisation: Decimal | None = None  # euros a year; 0 is an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuts:
    """The choices of the statutes, in the order of the eighteen articles."""

    # 1 and 2: name and object
    nom_usage: str | None = None
    objet_missions: tuple[str, ...] | None = None
    objet_large: bool | None = None
    activites_economiques: tuple[str, ...] | None = None
    territoire_mode: str | None = None
    territoire_modif: str | None = None
    projet_adopte_par: str | None = None
    # 3 and 4: seat and duration
    siege: str | None = None
    siege_transfert: str | None = None
    duree: str | None = None
    duree_fin: date | None = None
    exercice: str | None = None
    exercice_cloture: int | None = None  # month
    # 5: who is a member
    composition: str | None = None
    colleges: tuple[College, ...] | None = None
    college_choix: str | None = None
    college_vide: str | None = None
    personnes_morales: bool | None = None
    personnes_morales_representation: str | None = None
    membres_honneur: bool | None = None
    bienfaiteurs: bool | None = None
    usagers: str | None = None
    # 6: how one enters
    admission: str | None = None
    admission_conditions: tuple[str, ...] | None = None
    admission_recours: bool | None = None
    double_cpts: str | None = None
    # 7: fees
    cotisation_fixee_par: str | None = None
    cotisation_membre: Decimal | None = None
    cotisation_periode: str | None = None
    droit_entree: bool | None = None
    droit_entree_montant: Decimal | None = None
    rachat: bool | None = None
    rachat_montant: Decimal | None = None
    # 8: how one leaves
    perte_qualite: tuple[str, ...] | None = None
    radiation_organe: str | None = None
    radiation_delai: int | None = None  # days
    radiation_recours: str | None = None
    motifs_graves: str | None = None
    motifs_graves_liste: tuple[str, ...] | None = None
    # 9 and 10: federations and resources
    affiliations: tuple[str, ...] | None = None
    affiliation_par: str | None = None
    ressources: tuple[str, ...] | None = None
    fonds_prives: str | None = None
    transparence: bool | None = None
    # 11: ordinary assembly
    ag_membres: str | None = None
    ag_frequence_mois: int | None = None  # the month in which it meets
    convocation_jours: int | None = None
    convocation_moyen: str | None = None
    convocation_par: str | None = None
    odj_ajout: bool | None = None
    odj_ajout_part: int | None = None  # per cent of the members
    odj_ajout_jours: int | None = None
    quorum_ago: str | None = None
    quorum_compte: str | None = None
    seconde_convocation_jours: int | None = None
    majorite_ago: str | None = None
    ponderation: str | None = None
    pouvoirs_max: int | None = None
    pouvoirs_meme_college: bool | None = None
    vote_secret: str | None = None
    distance: str | None = None
    comptes: str | None = None
    approbation_budget: str | None = None
    # 12: extraordinary assembly
    age_initiative: tuple[str, ...] | None = None
    age_fraction: str | None = None
    age_objets: tuple[str, ...] | None = None
    quorum_age: str | None = None
    majorite_age: str | None = None
    fusion_accord: bool | None = None
    # 13: board
    ca_existe: bool | None = None
    ca_min: int | None = None
    ca_max: int | None = None
    ca_duree: int | None = None  # years
    ca_renouvellement: str | None = None
    ca_reeligible: str | None = None
    ca_mandats: int | None = None
    ca_vacance: str | None = None
    ca_reunions_an: int | None = None
    ca_quorum: str | None = None
    voix_preponderante: bool | None = None
    ca_absences: int | None = None
    ca_invites: tuple[str, ...] | None = None
    liens_declaration: bool | None = None
    liens_retrait: bool | None = None
    groupes_par: str | None = None
    groupes_ouverts: bool | None = None
    coordinateur_statut: str | None = None
    coordinateur_membre: bool | None = None
    # 14: officers
    bureau_postes: tuple[str, ...] | None = None
    vice_presidents: int | None = None
    copresidents: int | None = None
    copresidence_signature: str | None = None
    bureau_election: str | None = None
    bureau_secret: bool | None = None
    pluripro_bureau: int | None = None  # professions
    pouvoirs: str | None = None
    cheque_virement: str | None = None
    double_signature_seuil: Decimal | None = None
    delegation_tresorier: Decimal | None = None
    delegation_coordinateur: Decimal | None = None
    delegation_fin: str | None = None
    premiere_periode: bool | None = None
    premiere_periode_mois: int | None = None
    # 15 and 16: payments and internal rules
    indemnites: str | None = None
    indemnite_gouvernance: bool | None = None
    remuneration_missions: bool | None = None
    plafond_personne_an: str | None = None
    plafond_montant: Decimal | None = None
    frais: str | None = None
    ri_redige_par: str | None = None
    ri_adopte_par: str | None = None
    donnees: bool | None = None
    # 17, 18 and the end
    devolution: str | None = None
    liquidateur: str | None = None
    fonds_publics: bool | None = None
    liberalites: bool | None = None
    signataires: tuple[str, ...] | None = None  # posts of the bureau
    fait_a: str | None = None
    fait_le: date | None = None
