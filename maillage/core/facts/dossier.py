"""The whole dossier, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.core.facts.budget import LigneBudgetProjet, LigneRealisee
from maillage.core.facts.calendrier import Dependance
from maillage.core.facts.chiffre import Chiffre
from maillage.core.facts.contrat import Contrat
from maillage.core.facts.demarche import ActionPrevue, Choix, Etape, LigneBudget, Reunion
from maillage.core.facts.equipe import Etablissement, Personne
from maillage.core.facts.evaluation import Indicateur
from maillage.core.facts.figures import FigureRetenue
from maillage.core.facts.identite import Cpts, Roles, Structure
from maillage.core.facts.partenaires import Collectivite, LienPrs, Referent
from maillage.core.facts.partenariats import Partenariats
from maillage.core.facts.plan_crise import PlanCrise
from maillage.core.facts.signature import Signature
from maillage.core.facts.statuts import Statuts
from maillage.core.facts.territoire import Territoire
from maillage.core.facts.versement import VersementRecu

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """Everything that was typed, and nothing that can be computed."""

    cpts: Cpts = field(default_factory=Cpts)
    structure: Structure = field(default_factory=Structure)
    roles: Roles = field(default_factory=Roles)
    equipe: tuple[Personne, ...] | None = None
    etablissements: tuple[Etablissement, ...] | None = None
    territoire: Territoire = field(default_factory=Territoire)
    partenariats: Partenariats = field(default_factory=Partenariats)
    textes: Mapping[str, str] = field(default_factory=dict)  # rubrique → Markdown
    reunions: tuple[Reunion, ...] | None = None
    actions: tuple[ActionPrevue, ...] | None = None
    calendrier: tuple[Etape, ...] | None = None
    choix: Choix = field(default_factory=Choix)
    budget_pre_projet: tuple[LigneBudget, ...] | None = None
    indicateurs: tuple[Indicateur, ...] | None = None
    budget_projet: tuple[LigneBudgetProjet, ...] | None = None
    collectivites: tuple[Collectivite, ...] | None = None
    referents: tuple[Referent, ...] | None = None
    liens_prs: tuple[LienPrs, ...] | None = None
    chiffres: tuple[Chiffre, ...] | None = None
    figures: tuple[FigureRetenue, ...] | None = None
    signature: Signature = field(default_factory=Signature)
    statuts: Statuts = field(default_factory=Statuts)
    contrat: Contrat = field(default_factory=Contrat)
    versements: tuple[VersementRecu, ...] | None = None
    realise: tuple[LigneRealisee, ...] | None = None
    dependances: tuple[Dependance, ...] | None = None
    plan_crise: PlanCrise = field(default_factory=PlanCrise)

    def personne(self, identifiant: str | None) -> Personne | None:
        """Return the person of the team who bears this `id`, or None."""
        return next((p for p in self.equipe or () if p.id == identifiant), None)
