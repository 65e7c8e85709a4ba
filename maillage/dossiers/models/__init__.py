"""The records of a dossier, one concept per file."""

from maillage.dossiers.models.acces import Acces
from maillage.dossiers.models.acteur import Acteur
from maillage.dossiers.models.action_prevue import ActionPrevue
from maillage.dossiers.models.attribution import Attribution
from maillage.dossiers.models.chiffre import Chiffre
from maillage.dossiers.models.choix import Choix
from maillage.dossiers.models.collectivite import Collectivite
from maillage.dossiers.models.commentaire import Commentaire
from maillage.dossiers.models.commune_retenue import CommuneRetenue
from maillage.dossiers.models.contrat import Contrat
from maillage.dossiers.models.dependance import Dependance
from maillage.dossiers.models.dossier import Dossier
from maillage.dossiers.models.entree_journal import EntreeJournal
from maillage.dossiers.models.etablissement import Etablissement
from maillage.dossiers.models.etape import Etape
from maillage.dossiers.models.etape_action import EtapeAction
from maillage.dossiers.models.etat_liste import EtatListe, Liste
from maillage.dossiers.models.figure_retenue import FigureRetenue
from maillage.dossiers.models.indicateur import Indicateur
from maillage.dossiers.models.invitation import Invitation
from maillage.dossiers.models.lien_action import LienAction
from maillage.dossiers.models.lien_agenda import LienAgenda
from maillage.dossiers.models.lien_prs import LienPrs
from maillage.dossiers.models.ligne_budget import LigneBudget
from maillage.dossiers.models.ligne_budget_projet import LigneBudgetProjet
from maillage.dossiers.models.ligne_realisee import LigneRealisee
from maillage.dossiers.models.mention import Mention
from maillage.dossiers.models.ouverture import Ouverture
from maillage.dossiers.models.partenariats import Partenariats
from maillage.dossiers.models.perimetre_publie import PerimetrePublie
from maillage.dossiers.models.personne import Personne
from maillage.dossiers.models.personnes_distinctes import PersonnesDistinctes
from maillage.dossiers.models.plan_crise import PlanCrise
from maillage.dossiers.models.presence import Presence
from maillage.dossiers.models.recapitulatif import Recapitulatif
from maillage.dossiers.models.referent import Referent
from maillage.dossiers.models.referent_action import ReferentAction
from maillage.dossiers.models.reunion import Reunion
from maillage.dossiers.models.signature import Signature
from maillage.dossiers.models.statuts import Statuts
from maillage.dossiers.models.structure import Structure
from maillage.dossiers.models.territoire import Territoire
from maillage.dossiers.models.texte import Texte
from maillage.dossiers.models.versement import Versement
from maillage.dossiers.models.version_ecartee import Motif, VersionEcartee
from maillage.dossiers.models.version_fiche import VersionFiche
from maillage.dossiers.models.version_texte import VersionTexte

__all__ = [
    "Acces",
    "Acteur",
    "ActionPrevue",
    "Attribution",
    "Chiffre",
    "Choix",
    "Collectivite",
    "Commentaire",
    "CommuneRetenue",
    "Contrat",
    "Dependance",
    "Dossier",
    "EntreeJournal",
    "Etablissement",
    "Etape",
    "EtapeAction",
    "EtatListe",
    "FigureRetenue",
    "Indicateur",
    "Invitation",
    "LienAction",
    "LienAgenda",
    "LienPrs",
    "LigneBudget",
    "LigneBudgetProjet",
    "LigneRealisee",
    "Liste",
    "Mention",
    "Motif",
    "Ouverture",
    "Partenariats",
    "PerimetrePublie",
    "Personne",
    "PersonnesDistinctes",
    "PlanCrise",
    "Presence",
    "Recapitulatif",
    "Referent",
    "ReferentAction",
    "Reunion",
    "Signature",
    "Statuts",
    "Structure",
    "Territoire",
    "Texte",
    "Versement",
    "VersionEcartee",
    "VersionFiche",
    "VersionTexte",
]
