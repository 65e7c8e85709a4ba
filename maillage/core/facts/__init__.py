"""What a dossier holds, frozen: the one shape that rules judge, documents print and files carry.

`None` is a question without an answer. An empty text, an empty tuple, `False` and `0` are answers.
"""

from maillage.core.facts.budget import LigneBudgetProjet, LigneRealisee
from maillage.core.facts.calendrier import Dependance
from maillage.core.facts.chiffre import Chiffre
from maillage.core.facts.codes import (
    ConditionFonctionnement,
    CritereSmart,
    Engagement,
    Enveloppe,
    EtapeDossier,
    EtatAssociation,
    Famille,
    FormeFigure,
    FormeJuridique,
    Imputation,
    Maturite,
    Milieu,
    MissionAction,
    NatureIndicateur,
    NatureLien,
    NatureLigne,
    NaturePopulation,
    NatureReunion,
    OrigineIndicateur,
    OrigineLigne,
    PartieContrat,
    PayeurVersement,
    Priorite,
    Prorata,
    Recours,
    RedactionProjet,
    ScenarioBudget,
    Secteur,
    SensBudget,
    SensIndicateur,
    VariablePremiereAnnee,
)
from maillage.core.facts.contrat import (
    AvenantSigne,
    Contrat,
    FaitSigne,
    MesureSignee,
    MissionSignee,
    MontantSigne,
    ResultatSigne,
)
from maillage.core.facts.demarche import (
    ActionPrevue,
    ChiffreCite,
    Choix,
    Etape,
    EtapeAction,
    LienAction,
    LigneBudget,
    Reunion,
)
from maillage.core.facts.dossier import FORMAT_VERSION, DossierFacts
from maillage.core.facts.equipe import Etablissement, Personne
from maillage.core.facts.evaluation import CibleAnnuelle, Indicateur, Releve
from maillage.core.facts.figures import FigureRetenue, LigneFigure
from maillage.core.facts.identite import Cpts, Roles, Structure
from maillage.core.facts.partenaires import Collectivite, LienPrs, Referent
from maillage.core.facts.partenariats import Partenariats
from maillage.core.facts.partial_date import PartialDate
from maillage.core.facts.plan_crise import PlanCrise
from maillage.core.facts.signature import Signature
from maillage.core.facts.statuts import College, Statuts
from maillage.core.facts.territoire import CommuneRetenue, Territoire
from maillage.core.facts.versement import PartRecue, VersementRecu

__all__ = [
    "FORMAT_VERSION",
    "ActionPrevue",
    "AvenantSigne",
    "Chiffre",
    "ChiffreCite",
    "Choix",
    "CibleAnnuelle",
    "Collectivite",
    "College",
    "CommuneRetenue",
    "ConditionFonctionnement",
    "Contrat",
    "Cpts",
    "CritereSmart",
    "Dependance",
    "DossierFacts",
    "Engagement",
    "Enveloppe",
    "Etablissement",
    "Etape",
    "EtapeAction",
    "EtapeDossier",
    "EtatAssociation",
    "FaitSigne",
    "Famille",
    "FigureRetenue",
    "FormeFigure",
    "FormeJuridique",
    "Imputation",
    "Indicateur",
    "LienAction",
    "LienPrs",
    "LigneBudget",
    "LigneBudgetProjet",
    "LigneFigure",
    "LigneRealisee",
    "Maturite",
    "MesureSignee",
    "Milieu",
    "MissionAction",
    "MissionSignee",
    "MontantSigne",
    "NatureIndicateur",
    "NatureLien",
    "NatureLigne",
    "NaturePopulation",
    "NatureReunion",
    "OrigineIndicateur",
    "OrigineLigne",
    "PartRecue",
    "Partenariats",
    "PartialDate",
    "PartieContrat",
    "PayeurVersement",
    "Personne",
    "PlanCrise",
    "Priorite",
    "Prorata",
    "Recours",
    "RedactionProjet",
    "Referent",
    "Releve",
    "ResultatSigne",
    "Reunion",
    "Roles",
    "ScenarioBudget",
    "Secteur",
    "SensBudget",
    "SensIndicateur",
    "Signature",
    "Statuts",
    "Structure",
    "Territoire",
    "VariablePremiereAnnee",
    "VersementRecu",
]
