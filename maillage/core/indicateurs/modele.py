"""What an indicator of a territory is: words, formulas on publishers' figures, and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from maillage.core.facts.codes import MissionAction
from maillage.core.fiabilite import Fiabilite
from maillage.core.indicateurs.formules import Formule


class Sens(StrEnum):
    """Which way a territory is better off."""

    HAUT = "haut"
    BAS = "bas"
    NEUTRE = "neutre"


class Niveau(StrEnum):
    """Where a value comes from, the closest to the territory first."""

    IMPORTE = "importe"  # the team's own import, for exactly its territory
    COMMUNE = "commune"
    PERIMETRE = "perimetre"  # read on the list of communes itself
    DEPARTEMENT = "departement"


class Theme(StrEnum):
    """The parts of a diagnosis."""

    POPULATION = "population"
    SOCIAL = "social"
    SANTE = "sante"
    OFFRE = "offre"
    ORGANISATION = "organisation"
    ACCES = "acces"


class PointGuide(StrEnum):
    """The six points that the guide of Auvergne-Rhône-Alpes asks for; same codes as rule DIAG-01."""

    DEMOGRAPHIE_MEDICALE = "demographie_medicale"
    ETAT_SANTE = "etat_sante"
    STRUCTURES_PARCOURS = "structures_parcours"
    VILLE_HOPITAL = "ville_hopital"
    URGENCES_SNP = "urgences_snp"
    ACCES_DROITS_MT = "acces_droits_mt"


class Genre(StrEnum):
    """How the subject of a sentence agrees."""

    MASCULIN = "masculin"
    FEMININ = "feminin"
    PLURIEL_MASCULIN = "pluriel_masculin"
    PLURIEL_FEMININ = "pluriel_feminin"


class Operation(StrEnum):
    """What is done of the sums of a zone."""

    SOMME = "somme"  # a number of things: added
    PUBLIEE = "publiee"  # the publisher's own figure of the zone: nothing to add
    RATIO = "ratio"  # the sum above the sum
    EVOLUTION = "evolution"  # of a sum, between two years of one file, in %
    EVOLUTION_ANNUELLE = "evolution_annuelle"  # the same, in % a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Calcul:
    """A way to a value: sums of formulas over the places of a zone."""

    operation: Operation
    numerateur: Formule
    denominateur: Formule | None = None
    facteur: Decimal = Decimal(1)
    mesures: tuple[str, ...] = field(init=False)  # all those read, « source.mesure »
    sources: tuple[str, ...] = field(init=False)  # in the order written

    def __post_init__(self) -> None:
        alone = self.operation in {Operation.SOMME, Operation.PUBLIEE}
        if alone is not (self.denominateur is None):
            raise ValueError(
                "une somme, une valeur publiée n’ont pas de dénominateur ; tout autre calcul en a un"
            )
        below = self.denominateur.mesures if self.denominateur else ()
        names = tuple(dict.fromkeys((*self.numerateur.mesures, *below)))
        object.__setattr__(self, "mesures", names)
        sources = tuple(dict.fromkeys(name.split(".")[0] for name in names))
        object.__setattr__(self, "sources", sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateurTerritoire:
    """One line of the table; `numero` is the one of the reference list, 1 to 52."""

    code: str
    numero: int
    libelle: str
    sujet: str  # as a sentence says it: « la part des 75 ans et plus »
    genre: Genre
    definition: str
    unite: str
    decimales: int
    sens: Sens
    theme: Theme
    points: tuple[PointGuide, ...] = ()
    missions: tuple[MissionAction, ...] = ()
    communes: tuple[Calcul, ...] = ()  # the first whose sources are all installed is run
    departement: Calcul | None = None
    perimetre: bool = False  # read on the list of communes, by code
    importable: bool = False
    denombre: bool = False  # a number of things: it grows with the zone, zones do not compare
    brut: bool = False  # not corrected for ages: a difference may only come from them
    sans_moyenne: bool = False  # a quantile: the figures of several départements do not average
    estimation: str | None = None  # why the value by communes is an estimate
    ou_demander: tuple[str, ...] = ()  # codes of `Catalogue.guichets`
    fiabilite: Fiabilite = Fiabilite.VU
    note: str | None = None

    @property
    def niveaux(self) -> tuple[Niveau, ...]:
        """Return the levels where a value can come from, the one preferred first."""
        known = {
            Niveau.IMPORTE: self.importable,
            Niveau.COMMUNE: bool(self.communes),
            Niveau.PERIMETRE: self.perimetre,
            Niveau.DEPARTEMENT: self.departement is not None,
        }
        return tuple(niveau for niveau, there in known.items() if there)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the codes of every source that a formula reads."""
        ways = (*self.communes, *([self.departement] if self.departement else []))
        return tuple(dict.fromkeys(source for way in ways for source in way.sources))

    @property
    def en_points(self) -> bool:
        """Is a difference told in points, as between two percentages?"""
        return self.unite.startswith("%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rupture:
    """From this year on, the figures of a source no longer compare with the former ones."""

    depuis: int
    motif: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMesures:
    """A source of measures: who publishes it, and what its years allow."""

    code: str  # the one of `maillage importer`
    libelle: str
    editeur: str
    citation: str  # in a sentence: « recensement »
    exhaustive: bool = False  # a place without a line in it has none: 0, not unknown
    ecart_minimal: int = 1  # years between two editions that may be compared
    motif_ecart: str | None = None
    effectif_prudent: int | None = None  # under it, a figure of a zone is read with care
    ruptures: tuple[Rupture, ...] = ()
    jamais: str | None = None  # why two editions never compare
    fiabilite: Fiabilite = Fiabilite.VU


@dataclass(frozen=True, slots=True, kw_only=True)
class Seuil:
    """A threshold that formulas name."""

    code: str
    valeur: Decimal
    unite: str
    libelle: str
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Guichet:
    """Where a figure that no open file gives can be asked for."""

    code: str
    libelle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prudence:
    """Shares of the population covered, in %: what a sentence may say of a value."""

    couverture: Decimal  # under it, the sentence warns
    couverture_minimale: Decimal  # under it, nothing is compared
    couverture_ecart: Decimal  # points between two years that are still compared
    recul_prefere: int  # years back that an evolution looks for first
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The table of indicators, and what it rests on."""

    indicateurs: Mapping[str, IndicateurTerritoire]
    sources: Mapping[str, SourceMesures]
    guichets: Mapping[str, Guichet]
    seuils: Mapping[str, Seuil]
    prudence: Prudence

    def par_theme(self, theme: Theme) -> tuple[IndicateurTerritoire, ...]:
        """Return the indicators of a part of the diagnosis, in order."""
        return tuple(one for one in self.indicateurs.values() if one.theme is theme)

    def par_point(self, point: PointGuide) -> tuple[IndicateurTerritoire, ...]:
        """Return the indicators that answer one of the six points of the guide."""
        return tuple(one for one in self.indicateurs.values() if point in one.points)

    def importables(self) -> tuple[IndicateurTerritoire, ...]:
        """Return the indicators whose value a team may import for its territory."""
        return tuple(one for one in self.indicateurs.values() if one.importable)
