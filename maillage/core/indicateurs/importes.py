"""The figures that a team imported for its territory: they come first where a table asks for them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from maillage.core.facts.partial_date import PartialDate
from maillage.core.indicateurs.modele import IndicateurTerritoire, Niveau
from maillage.core.indicateurs.resultat import NatureZone, Point, Provenance, Resultat

IMPORT: Final = "import"
_CENT = 100


class ChiffreImporte(Protocol):
    """A figure with its source and its date, as the dossier holds it."""

    @property
    def indicateur(self) -> str | None: ...

    @property
    def numerateur(self) -> Decimal | None: ...

    @property
    def denominateur(self) -> Decimal | None: ...

    @property
    def valeur(self) -> Decimal | None: ...

    @property
    def departement(self) -> Decimal | None: ...

    @property
    def region(self) -> Decimal | None: ...

    @property
    def france(self) -> Decimal | None: ...

    @property
    def source(self) -> str: ...

    @property
    def date(self) -> PartialDate: ...


def par_indicateur(chiffres: Iterable[ChiffreImporte]) -> Mapping[str, tuple[ChiffreImporte, ...]]:
    """Group figures by indicator, the latest first; those of no indicator are left aside."""
    groups: dict[str, list[ChiffreImporte]] = {}
    for chiffre in chiffres:
        if chiffre.indicateur:
            groups.setdefault(chiffre.indicateur, []).append(chiffre)
    return {code: tuple(sorted(group, key=_day, reverse=True)) for code, group in groups.items()}


def _day(chiffre: ChiffreImporte) -> date:
    return chiffre.date.last_day()


def valeur_importee(indicateur: IndicateurTerritoire, chiffre: ChiffreImporte) -> float | None:
    """Return a figure in the unit of its indicator; a value given wins over a division."""
    if chiffre.valeur is not None:
        return float(chiffre.valeur)
    if chiffre.numerateur is None or not chiffre.denominateur:
        return None
    factor = Decimal(_CENT if indicateur.en_points else 1)
    ways = (*indicateur.communes, *([indicateur.departement] if indicateur.departement else []))
    with_base = [way for way in ways if way.denominateur is not None]
    if with_base:
        factor = with_base[0].facteur
    return float(factor * chiffre.numerateur / chiffre.denominateur)


def du_territoire(
    indicateur: IndicateurTerritoire, chiffres: tuple[ChiffreImporte, ...]
) -> Resultat | None:
    """Return the value of the latest figure; None: none can be read."""
    held = [
        (chiffre, value)
        for chiffre in chiffres
        if (value := valeur_importee(indicateur, chiffre)) is not None
    ]
    if not held:
        return None
    latest, value = held[0]
    return Resultat(
        valeur=value,
        niveau=Niveau.IMPORTE,
        numerateur=float(latest.numerateur) if latest.numerateur is not None else None,
        denominateur=float(latest.denominateur) if latest.denominateur is not None else None,
        millesime=latest.date.year,
        provenances=(_origin(latest),),
        serie=_series(held),
    )


def _series(held: list[tuple[ChiffreImporte, float]]) -> tuple[Point, ...]:
    """Return one point a year, of the same source as the latest: two sources do not compare."""
    source = held[0][0].source
    years: dict[int, float] = {}
    for chiffre, value in held:
        if chiffre.source == source:
            years.setdefault(chiffre.date.year, value)
    return tuple(Point(millesime=year, valeur=value) for year, value in years.items())


def ailleurs(chiffre: ChiffreImporte) -> Mapping[NatureZone, Resultat]:
    """Return what the same source says of the département, of the région and of France."""
    given = {
        NatureZone.DEPARTEMENT: chiffre.departement,
        NatureZone.REGION: chiffre.region,
        NatureZone.FRANCE: chiffre.france,
    }
    return {
        nature: Resultat(
            valeur=float(value),
            niveau=Niveau.IMPORTE,
            millesime=chiffre.date.year,
            provenances=(_origin(chiffre),),
        )
        for nature, value in given.items()
        if value is not None
    }


def _origin(chiffre: ChiffreImporte) -> Provenance:
    return Provenance(
        source=IMPORT,
        libelle=chiffre.source,
        editeur=chiffre.source,
        citation=chiffre.source,
        millesime=chiffre.date.year,
    )
