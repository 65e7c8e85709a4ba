"""What is known of a commune, of its EPCI, of its département, and of a code that is no commune."""

from dataclasses import dataclass
from enum import StrEnum


class TypeCommune(StrEnum):
    """A whole commune, or an arrondissement of Paris, Lyon or Marseille."""

    COMMUNE = "commune"
    ARRONDISSEMENT_MUNICIPAL = "arrondissement_municipal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of today, or an arrondissement municipal."""

    code: str
    nom: str
    type: TypeCommune = TypeCommune.COMMUNE
    departement: str
    region: str  # code INSEE of the région
    epci: str | None = None  # None: in no EPCI (four islands, overseas)
    epci_nom: str | None = None
    codes_postaux: tuple[str, ...] = ()
    population: int | None = None  # municipal; None: the source gives none
    population_millesime: int | None = None  # None: no population, or the source hides its year
    parent: str | None = None  # commune of an arrondissement municipal


@dataclass(frozen=True, slots=True, kw_only=True)
class Epci:
    """An intercommunalité and the codes of its communes."""

    code: str  # SIREN
    nom: str
    nature: str  # CC, CA, CU, METRO, MET69
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departement:
    """A département, or an overseas collectivity."""

    code: str
    nom: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInsee:
    """A région as INSEE knows it, or an overseas collectivity that has none."""

    code: str
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Millesimes:
    """Year of each thing in a table of communes."""

    communes: int
    population: int
    epci: int


class NatureCode(StrEnum):
    """What a code written by a person turns out to be."""

    ACTUELLE = "actuelle"
    ZERO_RESTITUE = "zero_restitue"  # « 1004 » for « 01004 »
    ANCIENNE = "ancienne"  # gone, into one commune of today
    SCISSION = "scission"  # gone, into one of several communes of today
    DELEGUEE = "deleguee"
    ASSOCIEE = "associee"
    CODE_POSTAL = "code_postal"
    MALFORMEE = "malformee"
    INCONNUE = "inconnue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a written code is, and the communes of today it may lead to."""

    code: str  # as written
    nature: NatureCode
    communes: tuple[Commune, ...] = ()
    nom: str | None = None  # own name of a commune déléguée or associée
    code_postal_de: tuple[Commune, ...] = ()  # what the same five figures mean to the post


def departement_of(code: str) -> str:
    """Return the département that the code of a commune starts with."""
    return code[:3] if code[:2] in {"97", "98"} else code[:2]
