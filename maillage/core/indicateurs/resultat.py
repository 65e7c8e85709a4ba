"""What an indicator gives for a zone: a value or the reason of none, and all that qualifies it."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from maillage.core.indicateurs.agregat import Agregat, Manque
from maillage.core.indicateurs.modele import IndicateurTerritoire, Niveau

_CENT = 100
_TENTH = Decimal("0.1")


def arrondi(valeur: float | Decimal, decimales: int) -> Decimal:
    """Round as it is printed; what is compared is what is read."""
    exact = valeur if isinstance(valeur, Decimal) else Decimal(repr(valeur))
    return exact.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP) + 0  # no « -0,0 »


class Absence(StrEnum):
    """Why there is no value."""

    SOURCE_A_INSTALLER = "source_a_installer"
    MESURE_NON_PUBLIEE = "mesure_non_publiee"  # the edition in place does not hold it
    NON_DIFFUSEE = "non_diffusee"  # secret, or not significant, for every place
    INCONNUE = "inconnue"  # the source gives nothing for these places
    SANS_BASE = "sans_base"  # the denominator is zero
    A_IMPORTER = "a_importer"  # no open source: the team asks for it
    PERIMETRE_INCONNU = "perimetre_inconnu"  # what the list of communes needs is not installed


@dataclass(frozen=True, slots=True, kw_only=True)
class LieuManquant:
    """A place that the value does not count."""

    code: str
    raison: Manque


@dataclass(frozen=True, slots=True, kw_only=True)
class Couverture:
    """The share of a zone that a value stands for."""

    population: float
    population_totale: float
    lieux: int
    lieux_total: int
    secretes: int = 0
    non_significatives: int = 0
    absentes: int = 0
    manquants: tuple[LieuManquant, ...] = ()  # named for a territory, only counted elsewhere

    @property
    def pourcent(self) -> Decimal | None:
        """Return the share of the inhabitants, in %; 100 only when no place is missing."""
        if not self.population_totale:
            return None
        share = arrondi(_CENT * self.population / self.population_totale, 1)
        return min(share, _CENT - _TENTH) if self.lieux < self.lieux_total else share

    @property
    def complete(self) -> bool:
        """Is every place counted?"""
        return self.lieux == self.lieux_total

    @classmethod
    def de(cls, agregat: Agregat, manquants: tuple[LieuManquant, ...] = ()) -> "Couverture":
        """Return the coverage of sums."""
        return cls(
            population=agregat.population,
            population_totale=agregat.population_totale,
            lieux=agregat.lieux,
            lieux_total=agregat.lieux_total,
            secretes=agregat.secretes,
            non_significatives=agregat.non_significatives,
            absentes=agregat.absentes,
            manquants=manquants,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """An edition that a value was read in, or an import of the team."""

    source: str  # code of the source; « import » for a figure of the team
    libelle: str
    editeur: str
    millesime: int
    fichier: str = ""
    licence: str = ""
    adresse: str = ""
    importe_le: date | None = None
    edition: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of another year, by the same formula in the same edition."""

    millesime: int
    valeur: float
    couverture: Decimal | None = None  # of the population, in %


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDepartement:
    """The value of a département, and the share of the territory's inhabitants who live there."""

    code: str
    nom: str
    part: float  # from 0 to 1
    valeur: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A line under a value: one EPCI of several, for example."""

    libelle: str
    valeur: Decimal
    unite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultat:
    """The value of an indicator for a zone."""

    valeur: float | None
    niveau: Niveau | None = None  # where it was really found
    absence: Absence | None = None
    pourquoi: str | None = None  # why there is none
    numerateur: float | None = None
    denominateur: float | None = None
    couverture: Couverture | None = None
    millesime: int | None = None
    provenances: tuple[Provenance, ...] = ()
    estimation: str | None = None  # why it is an estimate
    reserve: str | None = None  # why it is to be read with care, however exact
    serie: tuple[Point, ...] = ()  # the latest year first, this value included
    departements: tuple[PartDepartement, ...] = ()
    details: tuple[Detail, ...] = ()

    @property
    def partiel(self) -> bool:
        """Is a place missing from the value?"""
        return self.couverture is not None and not self.couverture.complete


class NatureZone(StrEnum):
    """What a territory is compared with."""

    TERRITOIRE = "territoire"
    DEPARTEMENT = "departement"
    REGION = "region"
    FRANCE = "france"


class Position(StrEnum):
    """Where the territory stands, once rounded."""

    AU_DESSUS = "au_dessus"
    EGAL = "egal"
    AU_DESSOUS = "au_dessous"


class Appreciation(StrEnum):
    """What the difference means for the inhabitants; only where the indicator has a direction."""

    MEILLEUR = "meilleur"
    MOINS_BON = "moins_bon"
    SEMBLABLE = "semblable"
    SANS_AVIS = "sans_avis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """The difference with a comparator, between the values as they are printed."""

    valeur: Decimal  # in the unit of the indicator, or in points
    relatif: Decimal | None  # in % of the comparator; None: it is zero
    position: Position
    appreciation: Appreciation


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparateur:
    """The same indicator somewhere else."""

    nature: NatureZone
    code: str
    nom: str
    resultat: Resultat
    ecart: Ecart | None = None
    sans_ecart: str | None = None  # why nothing is compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """What moved between two years that may be compared."""

    depuis: int
    jusqua: int
    avant: float
    apres: float
    ecart: Decimal  # between the values as printed; in points for a percentage
    relatif: Decimal | None  # in %
    appreciation: Appreciation


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneIndicateur:
    """All that is known of one indicator for a territory."""

    indicateur: IndicateurTerritoire
    resultat: Resultat
    comparateurs: tuple[Comparateur, ...] = ()
    evolution: Evolution | None = None
    sans_evolution: str | None = None  # why two years that exist are not compared

    def comparateur(self, nature: NatureZone) -> Comparateur | None:
        """Return the first comparator of a kind."""
        return next((one for one in self.comparateurs if one.nature is nature), None)
