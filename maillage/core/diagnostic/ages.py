"""A population by age, beside that of another place; by sex where the source counts both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from maillage.core.diagnostic.figures import ICI, Origine
from maillage.core.facts import FigureRetenue, FormeFigure, LigneFigure
from maillage.core.indicateurs import arrondi

# The end of the names of the publisher’s columns, and the ages that they count.
CLASSES: Final[Mapping[str, str]] = {
    "0014": "0 à 14 ans",
    "1529": "15 à 29 ans",
    "3044": "30 à 44 ans",
    "4559": "45 à 59 ans",
    "6074": "60 à 74 ans",
    "7589": "75 à 89 ans",
    "90p": "90 ans et plus",
}
SEXES: Final[Mapping[str, str]] = {"f": "Femmes", "h": "Hommes"}
_CENT: Final = 100
_DECIMALES: Final = 1

Effectifs = Mapping[str, float | None]  # « pop0014 », « f0014 », « h0014 » → inhabitants


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """How many people of each age live here, and in the place to compare with."""

    ici: Effectifs
    ailleurs: Effectifs
    nom: str  # of that place
    origine: Origine


def figure_des_ages(ages: Ages, indicateur: str, rubrique: str) -> FigureRetenue | None:
    """Return the figure of the ages; None: the source does not give them all here."""
    by_sex = _whole(ages.ici, tuple(SEXES))
    if not by_sex and not _whole(ages.ici, ("pop",)):
        return None
    lines = tuple(_pyramid(ages) if by_sex else _ages(ages))
    known = ages.origine
    return FigureRetenue(
        rubrique=rubrique,
        indicateur=indicateur,
        forme=FormeFigure.PYRAMIDE if by_sex else FormeFigure.AGES,
        titre="La population par âge" + (" et par sexe" if by_sex else ""),
        unite="%",
        lignes=lines,
        source=known.source or None,
        millesime=known.millesime or None,
        couverture=known.couverture,
        estimation=known.estimation,
    )


def _whole(held: Effectifs, parts: tuple[str, ...]) -> bool:
    return all(held.get(f"{part}{end}") is not None for part in parts for end in CLASSES)


def _ages(ages: Ages) -> Iterator[LigneFigure]:
    places = [(ICI, ages.ici)]
    if _whole(ages.ailleurs, ("pop",)):
        places.append((ages.nom, ages.ailleurs))
    for end, age in CLASSES.items():
        for name, held in places:
            yield LigneFigure(libelle=age, serie=name, valeur=_share(held, f"pop{end}", ("pop",)))


def _pyramid(ages: Ages) -> Iterator[LigneFigure]:
    both = tuple(SEXES)
    compared = _whole(ages.ailleurs, both)
    for end, age in CLASSES.items():
        for sex, name in SEXES.items():
            value = _share(ages.ici, f"{sex}{end}", both)
            yield LigneFigure(libelle=age, serie=name, valeur=value)
        for sex, name in SEXES.items() if compared else ():
            value = _share(ages.ailleurs, f"{sex}{end}", both)
            serie = f"{ages.nom}, {name.lower()}"
            yield LigneFigure(libelle=age, serie=serie, valeur=value)


def _share(held: Effectifs, name: str, parts: tuple[str, ...]) -> Decimal | None:
    """Return a part of the whole population, in %."""
    total = sum(held[f"{part}{end}"] or 0.0 for part in parts for end in CLASSES)
    return arrondi(_CENT * (held[name] or 0.0) / total, _DECIMALES) if total else None
