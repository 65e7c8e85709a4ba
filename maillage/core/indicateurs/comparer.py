"""Differences: with another zone, with a former year; never under the rounding, never by default."""

from collections.abc import Sequence
from decimal import Decimal

from maillage.core.indicateurs.modele import (
    IndicateurTerritoire,
    Niveau,
    Operation,
    Prudence,
    Sens,
    SourceMesures,
)
from maillage.core.indicateurs.resultat import (
    Appreciation,
    Ecart,
    Evolution,
    Point,
    Position,
    Resultat,
    arrondi,
)

_CENT = 100


def est_un_nombre(indicateur: IndicateurTerritoire) -> bool:
    """Is it a number of things? It grows with the zone: two zones do not compare on it."""
    summed = any(way.operation is Operation.SOMME for way in indicateur.communes)
    return indicateur.perimetre or indicateur.denombre or summed


def ecart(
    indicateur: IndicateurTerritoire, ici: Resultat, ailleurs: Resultat, prudence: Prudence
) -> Ecart | str:
    """Return the difference between two zones, or why there is none to tell."""
    if ici.valeur is None or ailleurs.valeur is None:
        return "valeur inconnue"
    if est_un_nombre(indicateur):
        return "un nombre grandit avec le territoire : il ne se compare pas"
    if ici.niveau is Niveau.DEPARTEMENT and ailleurs.niveau is Niveau.DEPARTEMENT:
        mine = {one.code for one in ici.departements}
        if mine and mine == {one.code for one in ailleurs.departements}:
            return "c’est la même donnée : celle du département"
        theirs = {one.code for one in ailleurs.departements}
        if theirs and theirs <= mine:
            return "il compte dans cette moyenne des départements"
    for which in (ici, ailleurs):
        covered = which.couverture.pourcent if which.couverture else None
        if covered is not None and covered < prudence.couverture_minimale:
            return "trop peu d’habitants couverts pour comparer"
    return difference(indicateur, ici.valeur, ailleurs.valeur)


def difference(indicateur: IndicateurTerritoire, ici: float, ailleurs: float) -> Ecart:
    """Compare two values as they are printed."""
    mine, other = (arrondi(one, indicateur.decimales) for one in (ici, ailleurs))
    gap = mine - other
    return Ecart(
        valeur=gap,
        relatif=arrondi(_CENT * gap / abs(other), 1) if other else None,
        position=_position(gap),
        appreciation=_appreciation(indicateur.sens, gap),
    )


def _position(gap: Decimal) -> Position:
    if not gap:
        return Position.EGAL
    return Position.AU_DESSUS if gap > 0 else Position.AU_DESSOUS


def _appreciation(sens: Sens, gap: Decimal) -> Appreciation:
    if sens is Sens.NEUTRE:
        return Appreciation.SANS_AVIS
    if not gap:
        return Appreciation.SEMBLABLE
    return Appreciation.MEILLEUR if (gap > 0) is (sens is Sens.HAUT) else Appreciation.MOINS_BON


def evolution(
    indicateur: IndicateurTerritoire, serie: tuple[Point, ...], prudence: Prudence
) -> Evolution | None:
    """Return what moved in a series, up to its latest year; None: no year compares with it.

    The years of a series are comparable by their source (`incomparables`); two years that do not
    stand for the same inhabitants are not compared.
    """
    years = sorted(serie, key=lambda point: -point.millesime)
    before = _before(years, prudence)
    if before is None:
        return None
    after = years[0]
    gap = difference(indicateur, after.valeur, before.valeur)
    return Evolution(
        depuis=before.millesime,
        jusqua=after.millesime,
        avant=before.valeur,
        apres=after.valeur,
        ecart=gap.valeur,
        relatif=gap.relatif,
        appreciation=gap.appreciation,
    )


def _before(years: Sequence[Point], prudence: Prudence) -> Point | None:
    """Choose the year to compare the latest one with: far enough back, or the farthest there is."""
    after, *former = years
    covered = after.couverture
    if covered is not None and covered < prudence.couverture_minimale:
        return None
    same = [
        point
        for point in former
        if covered is None
        or point.couverture is None
        or abs(point.couverture - covered) <= prudence.couverture_ecart
    ]
    far = [one for one in same if after.millesime - one.millesime >= prudence.recul_prefere]
    return next(iter(far), same[-1] if same else None)


def incomparables(source: SourceMesures, avant: int, apres: int) -> str | None:
    """Return why two editions of a source do not compare; None: they do."""
    first, last = sorted((avant, apres))
    if source.jamais and first != last:
        return f"{first} et {last} ne se comparent pas : {source.jamais}"
    for rupture in source.ruptures:
        if first < rupture.depuis <= last:
            return f"{first} et {last} ne se comparent pas : {rupture.motif}"
    if last - first < source.ecart_minimal:
        why = source.motif_ecart or f"il faut {source.ecart_minimal} ans entre deux éditions"
        return f"{first} et {last} ne se comparent pas : {why}"
    return None
