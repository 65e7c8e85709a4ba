"""What a dossier holds, frozen: the one shape that rules judge, documents print and files carry.

`None` is a question without an answer. An empty text, an empty tuple, `False` and `0` are answers.
"""

from maillage.core.facts.codes import (
    Engagement,
    EtapeDossier,
    EtatAssociation,
    Famille,
    FormeJuridique,
    Maturite,
    Milieu,
    MissionAction,
    NaturePopulation,
    NatureReunion,
    Recours,
    RedactionProjet,
    Secteur,
    SensBudget,
)
from maillage.core.facts.demarche import ActionPrevue, Choix, Etape, LigneBudget, Reunion
from maillage.core.facts.dossier import FORMAT_VERSION, DossierFacts
from maillage.core.facts.equipe import Etablissement, Personne
from maillage.core.facts.identite import Cpts, Roles, Structure
from maillage.core.facts.partenariats import Partenariats
from maillage.core.facts.partial_date import PartialDate
from maillage.core.facts.territoire import CommuneRetenue, Territoire

__all__ = [
    "FORMAT_VERSION",
    "ActionPrevue",
    "Choix",
    "CommuneRetenue",
    "Cpts",
    "DossierFacts",
    "Engagement",
    "Etablissement",
    "Etape",
    "EtapeDossier",
    "EtatAssociation",
    "Famille",
    "FormeJuridique",
    "LigneBudget",
    "Maturite",
    "Milieu",
    "MissionAction",
    "NaturePopulation",
    "NatureReunion",
    "Partenariats",
    "PartialDate",
    "Personne",
    "Recours",
    "RedactionProjet",
    "Reunion",
    "Roles",
    "Secteur",
    "SensBudget",
    "Structure",
    "Territoire",
]
