"""A kept figure read for its drawing and its table: its series, its values, its words."""

from collections.abc import Iterable
from decimal import Decimal

from maillage.core.facts import FigureRetenue, LigneFigure
from maillage.documents.typographie import french, measure

INCONNUE = "non connue"


def series(figure: FigureRetenue) -> tuple[str, ...]:
    """Return the names of the series, in their order; one without a name when nothing is compared."""
    return tuple(dict.fromkeys(line.serie or "" for line in figure.lignes or ()))


def libelles(figure: FigureRetenue) -> tuple[str, ...]:
    """Return the places, ages, years or communes, in their order."""
    return tuple(dict.fromkeys(line.libelle for line in figure.lignes or ()))


def valeurs(figure: FigureRetenue) -> dict[tuple[str, str], Decimal | None]:
    """Return each value, by its place and its series."""
    return {(line.libelle, line.serie or ""): line.valeur for line in figure.lignes or ()}


def connues(lines: Iterable[LigneFigure]) -> list[tuple[LigneFigure, Decimal]]:
    """Return the lines whose value is known, with it."""
    return [(line, line.valeur) for line in lines if line.valeur is not None]


def ecrite(valeur: Decimal | None, unite: str | None) -> str:
    """Write a value with its unit; an unknown one is said so."""
    return french(INCONNUE) if valeur is None else measure(valeur, unite or "")


def en_mots(figure: FigureRetenue) -> str:
    """Say the values of a figure, for whoever does not see its drawing."""
    names = series(figure)
    said = valeurs(figure)
    parts = []
    for libelle in libelles(figure):
        found = [
            f"{name} {ecrite(said[libelle, name], figure.unite)}".strip()
            for name in names
            if (libelle, name) in said
        ]
        parts.append(f"{libelle} : {', '.join(found)}")
    return french(f"{figure.titre}. {' ; '.join(parts)}.")
