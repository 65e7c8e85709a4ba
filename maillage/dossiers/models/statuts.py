"""What the founders chose for their statutes, one column per choice."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section

_AMOUNT = 14  # digits, two of them after the comma


def _amount() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=_AMOUNT, decimal_places=2, null=True, blank=True)


def _storable_colleges(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValidationError("Une liste de collèges est attendue.", code="colleges")
    for college in value:
        for text in (
            college.get("nom"),
            college.get("membres"),
            *(college.get("professions") or ()),
        ):
            columns.storable(text or "")


class Statuts(Section):
    # 1 and 2: name and object
    nom_usage = columns.text()
    objet_missions = columns.codes()
    objet_large = columns.yes_no()
    activites_economiques = columns.codes()
    territoire_mode = columns.text()
    territoire_modif = columns.text()
    projet_adopte_par = columns.text()
    # 3 and 4: seat and duration
    siege = columns.text()
    siege_transfert = columns.text()
    duree = columns.text()
    duree_fin = columns.day()
    exercice = columns.text()
    exercice_cloture = columns.count()
    # 5: who is a member
    composition = columns.text()
    colleges = models.JSONField(null=True, blank=True, validators=[_storable_colleges])
    college_choix = columns.text()
    college_vide = columns.text()
    personnes_morales = columns.yes_no()
    personnes_morales_representation = columns.text()
    membres_honneur = columns.yes_no()
    bienfaiteurs = columns.yes_no()
    usagers = columns.text()
    # 6: how one enters
    admission = columns.text()
    admission_conditions = columns.codes()
    admission_recours = columns.yes_no()
    double_cpts = columns.text()
    # 7: fees
    cotisation_fixee_par = columns.text()
    cotisation_membre = _amount()
    cotisation_periode = columns.text()
    droit_entree = columns.yes_no()
    droit_entree_montant = _amount()
    rachat = columns.yes_no()
    rachat_montant = _amount()
    # 8: how one leaves
    perte_qualite = columns.codes()
    radiation_organe = columns.text()
    radiation_delai = columns.count()
    radiation_recours = columns.text()
    motifs_graves = columns.text()
    motifs_graves_liste = columns.codes()
    # 9 and 10: federations and resources
    affiliations = columns.codes()
    affiliation_par = columns.text()
    ressources = columns.codes()
    fonds_prives = columns.text()
    transparence = columns.yes_no()
    # 11: ordinary assembly
    ag_membres = columns.text()
    ag_frequence_mois = columns.count()
    convocation_jours = columns.count()
    convocation_moyen = columns.text()
    convocation_par = columns.text()
    odj_ajout = columns.yes_no()
    odj_ajout_part = columns.count()
    odj_ajout_jours = columns.count()
    quorum_ago = columns.text()
    quorum_compte = columns.text()
    seconde_convocation_jours = columns.count()
    majorite_ago = columns.text()
    ponderation = columns.text()
    pouvoirs_max = columns.count()
    pouvoirs_meme_college = columns.yes_no()
    vote_secret = columns.text()
    distance = columns.text()
    comptes = columns.text()
    approbation_budget = columns.text()
    # 12: extraordinary assembly
    age_initiative = columns.codes()
    age_fraction = columns.text()
    age_objets = columns.codes()
    quorum_age = columns.text()
    majorite_age = columns.text()
    fusion_accord = columns.yes_no()
    # 13: board
    ca_existe = columns.yes_no()
    ca_min = columns.count()
    ca_max = columns.count()
    ca_duree = columns.count()
    ca_renouvellement = columns.text()
    ca_reeligible = columns.text()
    ca_mandats = columns.count()
    ca_vacance = columns.text()
    ca_reunions_an = columns.count()
    ca_quorum = columns.text()
    voix_preponderante = columns.yes_no()
    ca_absences = columns.count()
    ca_invites = columns.codes()
    liens_declaration = columns.yes_no()
    liens_retrait = columns.yes_no()
    groupes_par = columns.text()
    groupes_ouverts = columns.yes_no()
    coordinateur_statut = columns.text()
    coordinateur_membre = columns.yes_no()
    # 14: officers
    bureau_postes = columns.codes()
    vice_presidents = columns.count()
    copresidents = columns.count()
    copresidence_signature = columns.text()
    bureau_election = columns.text()
    bureau_secret = columns.yes_no()
    pluripro_bureau = columns.count()
    pouvoirs = columns.text()
    cheque_virement = columns.text()
    double_signature_seuil = _amount()
    delegation_tresorier = _amount()
    delegation_coordinateur = _amount()
    delegation_fin = columns.text()
    premiere_periode = columns.yes_no()
    premiere_periode_mois = columns.count()
    # 15 and 16: payments and internal rules
    indemnites = columns.text()
    indemnite_gouvernance = columns.yes_no()
    remuneration_missions = columns.yes_no()
    plafond_personne_an = columns.text()
    plafond_montant = _amount()
    frais = columns.text()
    ri_redige_par = columns.text()
    ri_adopte_par = columns.text()
    donnees = columns.yes_no()
    # 17, 18 and the end
    devolution = columns.text()
    liquidateur = columns.text()
    fonds_publics = columns.yes_no()
    liberalites = columns.yes_no()
    signataires = columns.codes()
    fait_a = columns.text()
    fait_le = columns.day()

    class Meta:
        verbose_name = "statuts"
        verbose_name_plural = "statuts"

    def __str__(self) -> str:
        return "statuts"
