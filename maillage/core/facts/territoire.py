"""The territory as the team states it; what can be computed from it is never stored."""

from dataclasses import dataclass

from maillage.core.facts.codes import NaturePopulation
from maillage.core.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRetenue:
    """A commune, an arrondissement municipal, or a named part of one."""

    code: str  # code INSEE, as text: « 01004 », « 2A004 », « 75113 »
    partie: str | None = None  # name of the part; None: the whole commune
    population: int | None = None  # inhabitants declared by the team; a part must have one
    source_population: str | None = None  # where the declared figure comes from
    millesime: int | None = None  # year of the declared figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Territoire:
    """The communes and what only the team can say about them."""

    communes: tuple[CommuneRetenue, ...] | None = None
    # What the team wrote elsewhere, kept to be compared with what the communes give.
    population_declaree: int | None = None
    nature_population: NaturePopulation | None = None
    nombre_communes_annonce: int | None = None
    taille_declaree: int | None = None  # 1 to 4
    taille_plus_de_cent_adherents: bool | None = None  # the fifth box of the AURA form
    ps_territoire: int | None = None  # health professionals practising in the territory
    ps_engages: int | None = None  # as announced; None: counted from the team
    ps_adherents: int | None = None  # health professionals who are members of the association
    ars_chef_de_file: str | None = None
    caisse_chef_de_file: str | None = None
    departements_destinataires: tuple[str, ...] | None = None
    zones_blanches_commentaire: str | None = None
    carte_jointe: bool | None = None
    # Patients followed or expected: another fact than the inhabitants (a count, never a name).
    patients_nombre: int | None = None
    patients_date: PartialDate | None = None
    patients_source: str | None = None
