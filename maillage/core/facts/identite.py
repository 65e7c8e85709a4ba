"""Who the CPTS is, the body that carries it, and who speaks for it."""

from dataclasses import dataclass
from datetime import date

from maillage.core.facts.codes import EtapeDossier, EtatAssociation, FormeJuridique
from maillage.core.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpts:
    """The community itself."""

    nom: str | None = None
    date_creation: PartialDate | None = None
    region: str | None = None  # code of reference/regions.yaml, « AURA »; None: read from communes
    etape: EtapeDossier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The body that carries the CPTS, its numbers, its address and its bank account."""

    nom: str | None = None
    sigle: str | None = None
    forme_juridique: FormeJuridique | None = None
    forme_precision: str | None = None
    association_creee: EtatAssociation | None = None
    date_declaration: date | None = None
    siret: str | None = None
    rna: str | None = None
    finess: str | None = None
    adresse_postale: str | None = None
    telephone: str | None = None
    telecopie: str | None = None
    courriel: str | None = None
    titulaire_compte: str | None = None
    iban: str | None = None
    bic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Who of the team is called, writes and signs. Each is the `id` of a person of the team."""

    contact: str | None = None
    redacteur: str | None = None
    representant_legal: str | None = None
    representant_qualite: str | None = None
