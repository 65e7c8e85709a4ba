"""A line of the reading of a territory as figures: tables with a shape, ready to be kept.

A figure says nothing that the reading does not: an unknown value stays unknown, a value of the
département is said to be one, and two years stand side by side only where they compare.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from maillage.core.facts import FigureRetenue, FormeFigure, LigneFigure
from maillage.core.indicateurs import (
    Comparateur,
    IndicateurTerritoire,
    LigneIndicateur,
    Niveau,
    Provenance,
    Resultat,
    arrondi,
)
from maillage.core.indicateurs.comparer import est_un_nombre
from maillage.core.typographie import fr

ICI: Final = "Notre territoire"


@dataclass(frozen=True, slots=True)
class Origine:
    """Where a figure comes from, as a document prints it."""

    source: str
    millesime: str
    niveau: str | None
    couverture: Decimal | None
    estimation: bool


def origine(found: Resultat) -> Origine:
    """Say who publishes a value, of which year, and what it stands for."""
    covered = found.couverture.pourcent if found.couverture else None
    return Origine(
        source=" ; ".join(dict.fromkeys(_sources(found))),
        millesime="" if found.millesime is None else str(found.millesime),
        niveau=_level(found),
        couverture=None if found.niveau is Niveau.DEPARTEMENT else covered,
        estimation=found.estimation is not None,
    )


def _sources(found: Resultat) -> Iterator[str]:
    """Name what was read: what is of another year than the value says its own, and comes first."""
    mine = [one for one in found.provenances if one.millesime == found.millesime]
    for one in found.provenances if mine else ():
        if one.millesime != found.millesime:
            yield f"{_publisher(one)}, {one.millesime}"
    yield from map(_publisher, mine or found.provenances)


def _publisher(one: Provenance) -> str:
    return ", ".join(dict.fromkeys(part for part in (one.editeur, one.libelle) if part))


def _level(found: Resultat) -> str | None:
    if found.niveau is Niveau.DEPARTEMENT:
        names = _counted(found)
        one = "Donnée du département" if len(names) <= 1 else "Donnée des départements"
        return fr(f"{one} : {', '.join(names)}" if names else one)
    return "Chiffre apporté par l’équipe" if found.niveau is Niveau.IMPORTE else None


def figures(ligne: LigneIndicateur, rubrique: str, constat: str = "") -> tuple[FigureRetenue, ...]:
    """Return the figures that a line gives for a text: beside other places, then year after year."""
    if ligne.resultat.valeur is None:
        return ()
    return tuple(_given(ligne, rubrique, constat))


def _given(ligne: LigneIndicateur, rubrique: str, constat: str) -> Iterator[FigureRetenue]:
    places = tuple(_places(ligne))
    if len(places) > 1:
        title = ligne.indicateur.libelle
        yield _figure(ligne, rubrique, FormeFigure.BARRES, title, places, constat=constat)
    years = tuple(_years(ligne))
    if years:
        title = f"{ligne.indicateur.libelle}, année après année"
        yield _figure(ligne, rubrique, FormeFigure.COURBE, title, years, constat=constat)


def _figure(
    ligne: LigneIndicateur,
    rubrique: str,
    forme: FormeFigure,
    titre: str,
    lignes: tuple[LigneFigure, ...],
    *,
    constat: str = "",
) -> FigureRetenue:
    known = origine(ligne.resultat)
    return FigureRetenue(
        rubrique=rubrique,
        indicateur=ligne.indicateur.code,
        forme=forme,
        titre=titre,
        unite=ligne.indicateur.unite,
        lignes=lignes,
        constat=constat or None,
        source=known.source or None,
        millesime=known.millesime or None,
        niveau=known.niveau,
        couverture=known.couverture,
        estimation=known.estimation,
    )


def _places(ligne: LigneIndicateur) -> Iterator[LigneFigure]:
    """Put the territory beside what it is compared with; a number of things stands alone."""
    one = ligne.indicateur
    found = ligne.resultat
    yield LigneFigure(libelle=_here(found), valeur=_shown(one, found.valeur))
    if est_un_nombre(one):
        return
    for other in ligne.comparateurs:
        if other.resultat.valeur is not None and not _same(found, other):
            yield LigneFigure(libelle=fr(other.nom), valeur=_shown(one, other.resultat.valeur))


def _counted(found: Resultat) -> list[str]:
    """Return the départements that stand for the territory; none: its own communes do."""
    if found.niveau is not Niveau.DEPARTEMENT:
        return []
    return [part.nom for part in found.departements if part.valeur is not None]


def _same(found: Resultat, other: Comparateur) -> bool:
    """Is it the one département that the value is of, or a région made of it alone?"""
    return _counted(found) == [other.nom]


def _here(found: Resultat) -> str:
    """Say what a value is of: the territory, or nothing nearer than its département."""
    names = _counted(found)
    if not names:
        return ICI
    return fr(f"Notre département ({names[0]})") if len(names) == 1 else "Nos départements"


def _shown(one: IndicateurTerritoire, value: float | None) -> Decimal | None:
    return None if value is None else arrondi(value, one.decimales)


def _years(ligne: LigneIndicateur) -> Iterator[LigneFigure]:
    """Return the years of the territory and of the others, where two of them compare."""
    moved, one = ligne.evolution, ligne.indicateur
    if moved is None:
        return
    years = sorted(point.millesime for point in ligne.resultat.serie)
    series: list[tuple[str, Resultat]] = [(_here(ligne.resultat), ligne.resultat)]
    if not est_un_nombre(one):
        series += [
            (fr(other.nom), other.resultat)
            for other in ligne.comparateurs
            if not _same(ligne.resultat, other)
        ]
    for name, found in series:
        held = {point.millesime: point.valeur for point in found.serie}
        for year in years if len(held) > 1 else ():
            yield LigneFigure(libelle=str(year), serie=name, valeur=_shown(one, held.get(year)))


def par_communes(
    ligne: LigneIndicateur, rubrique: str, valeurs: Mapping[str, float | None], noms: Sequence[str]
) -> FigureRetenue:
    """Return the values commune by commune: sizes for a number of things, shades for the rest."""
    one = ligne.indicateur
    lines: Iterable[LigneFigure] = (
        LigneFigure(libelle=fr(name), code=code, valeur=_shown(one, value))
        for name, (code, value) in zip(noms, valeurs.items(), strict=True)
    )
    forme = FormeFigure.CERCLES if est_un_nombre(one) else FormeFigure.CARTE
    title = f"{one.libelle}, commune par commune"
    return _figure(ligne, rubrique, forme, title, tuple(lines))
