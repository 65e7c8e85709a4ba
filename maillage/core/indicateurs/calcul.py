"""From sums to the value of an indicator, with its year, its coverage and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from maillage.core.indicateurs.agregat import Agregat, Manque
from maillage.core.indicateurs.modele import (
    Calcul,
    IndicateurTerritoire,
    Niveau,
    Operation,
    SourceMesures,
)
from maillage.core.indicateurs.nombres import nombre
from maillage.core.indicateurs.resultat import (
    Absence,
    Couverture,
    LieuManquant,
    PartDepartement,
    Point,
    Provenance,
    Resultat,
    arrondi,
)
from maillage.core.indicateurs.tableau import Tableau
from maillage.core.indicateurs.zones import PartZone

_CENT = 100
_PART_DE_COMMUNE = (
    "une partie de commune est prise au prorata de ses habitants : elle est supposée ressembler "
    "à la commune entière"
)


@dataclass(frozen=True, slots=True)
class Sommes:
    """The sums of one year of the editions."""

    annee: int
    duree: int | None
    agregat: Agregat


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """What is installed, by source, and what the table says of each source."""

    provenances: Mapping[str, Provenance]
    sources: Mapping[str, SourceMesures]


def valeur(calcul: Calcul, sommes: Sommes) -> float | None:
    """Return the value that sums give; None: nobody is counted, or the base is zero."""
    held = sommes.agregat
    if not held.lieux:
        return None
    if calcul.operation is Operation.PUBLIEE and held.lieux > 1:
        return None
    if calcul.denominateur is None:
        return held.numerateur * float(calcul.facteur)
    if not held.denominateur:
        return None
    if calcul.operation is Operation.RATIO:
        return held.numerateur * float(calcul.facteur) / held.denominateur
    return _evolved(calcul.operation, held.numerateur / held.denominateur, sommes.duree)


def _evolved(operation: Operation, ratio: float, duree: int | None) -> float | None:
    """Return in % what a sum became, over the whole time or each year of it."""
    if operation is Operation.EVOLUTION:
        return (ratio - 1) * _CENT
    if not duree or ratio < 0:
        return None
    return float((ratio ** (1 / duree) - 1) * _CENT)


def calcul_choisi(indicateur: IndicateurTerritoire, tableau: Tableau) -> Calcul | None:
    """Return the first way whose sources are all in place, or the one to ask for; None: no way.

    The same way serves the territory and what it is compared with.
    """
    ways = indicateur.communes
    return next((way for way in ways if tableau.annees(way)), ways[0] if ways else None)


def par_communes(
    indicateur: IndicateurTerritoire, way: Calcul, tableau: Tableau, editions: Editions
) -> Resultat:
    """Compute an indicator on the communes of a zone."""
    years, left = sommes_de(way, tableau, (tableau.rangs.racines,))[0]
    codes = tableau.rangs.codes
    missing = tuple(LieuManquant(code=codes[rank], raison=why) for rank, why in left)
    return resultat(indicateur, way, years, editions, manquants=missing)


def sommes_de(
    way: Calcul, tableau: Tableau, zones: Sequence[tuple[int, ...]]
) -> list[tuple[tuple[Sommes, ...], tuple[tuple[int, Manque], ...]]]:
    """Add up several zones for each year of the editions, with what the latest year leaves out."""
    years: list[list[Sommes]] = [[] for _ in zones]
    left: list[tuple[tuple[int, Manque], ...]] = [() for _ in zones]
    for back in range(tableau.annees(way)):
        year, length = tableau.annee(way, back), tableau.duree(way, back)
        for rank, (sums, missing) in enumerate(tableau.sommes(way, back, zones)):
            years[rank].append(Sommes(year, length, sums))
            left[rank] = left[rank] if back else missing
    return [(tuple(one), missing) for one, missing in zip(years, left, strict=True)]


def resultat(
    indicateur: IndicateurTerritoire,
    way: Calcul,
    years: Sequence[Sommes],
    editions: Editions,
    *,
    niveau: Niveau = Niveau.COMMUNE,
    manquants: tuple[LieuManquant, ...] = (),
) -> Resultat:
    """Return the value of sums, or the reason of none."""
    if not years:
        return sans_edition(way, editions)
    held = years[0].agregat
    found = Resultat(
        valeur=valeur(way, years[0]),
        couverture=Couverture.de(held, manquants),
        millesime=years[0].annee,
        provenances=provenances(way, editions),
    )
    if found.valeur is None:
        return _without_value(found, held)
    below = held.denominateur if way.denominateur else None
    return replace(
        found,
        niveau=niveau,
        numerateur=held.numerateur,
        denominateur=below,
        estimation=_estimate(indicateur, held, niveau),
        reserve=_reserve(way, held, editions) if niveau is Niveau.COMMUNE else None,
        serie=_series(way, years),
    )


def _series(way: Calcul, years: Sequence[Sommes]) -> tuple[Point, ...]:
    points = []
    for one in years:
        value = valeur(way, one)
        if value is not None:
            covered = Couverture.de(one.agregat).pourcent
            points.append(Point(millesime=one.annee, valeur=value, couverture=covered))
    return tuple(points)


def _estimate(indicateur: IndicateurTerritoire, held: Agregat, niveau: Niveau) -> str | None:
    reasons = []
    if niveau is Niveau.COMMUNE and indicateur.estimation and held.lieux > 1:
        reasons.append(indicateur.estimation)
    if held.partage:
        reasons.append(_PART_DE_COMMUNE)
    return " ; ".join(reasons) or None


def _reserve(way: Calcul, held: Agregat, editions: Editions) -> str | None:
    """Warn of a zone that its source finds too small."""
    for code in way.sources:
        least = editions.sources[code].effectif_prudent
        if least is not None and held.population < least:
            return f"moins de {nombre(Decimal(least))} habitants, c’est peu pour cette source"
    return None


def _without_value(found: Resultat, held: Agregat) -> Resultat:
    if held.lieux:
        return replace(
            found,
            absence=Absence.SANS_BASE,
            pourquoi="Personne n’est concerné ici : rien à diviser.",
        )
    if held.secretes or held.non_significatives:
        return replace(
            found,
            absence=Absence.NON_DIFFUSEE,
            pourquoi="La source ne diffuse pas ce chiffre pour de si petits effectifs.",
        )
    return replace(
        found,
        absence=Absence.INCONNUE,
        pourquoi="La source ne donne pas ce chiffre pour ces communes.",
    )


def sans_edition(way: Calcul, editions: Editions) -> Resultat:
    """Say which source is not installed, or does not hold what the formula reads."""
    held = editions.provenances
    missing = [source for source in way.sources if source not in held]
    if all(source in held and held[source].importe_le is None for source in way.sources):
        missing = list(way.sources)  # only what comes with Maillage, and it does not hold this
    if missing:
        names = " ; ".join(_quoted(source, editions) for source in missing)
        return Resultat(
            valeur=None,
            absence=Absence.SOURCE_A_INSTALLER,
            pourquoi=f"Ce site n’a pas encore cette source : {names}.",
        )
    names = " ; ".join(_quoted(source, editions) for source in way.sources)
    return Resultat(
        valeur=None,
        absence=Absence.MESURE_NON_PUBLIEE,
        pourquoi=f"L’édition en place ne porte pas ce chiffre : {names}.",
        provenances=provenances(way, editions),
    )


def _quoted(source: str, editions: Editions) -> str:
    known = editions.sources.get(source)
    return f"« {known.libelle if known else source} »"


def provenances(way: Calcul, editions: Editions) -> tuple[Provenance, ...]:
    """Return the editions that a way to a value reads."""
    held = (editions.provenances.get(source) for source in way.sources)
    return tuple(one for one in held if one is not None)


def par_departements(
    indicateur: IndicateurTerritoire,
    parts: Sequence[PartZone],
    valeurs: Mapping[str, Resultat],
) -> Resultat:
    """Give a territory the value of its département, or of several by their inhabitants here."""
    lines = tuple(
        PartDepartement(
            code=part.code, nom=part.nom, part=part.part, valeur=valeurs[part.code].valeur
        )
        for part in parts
    )
    known = [line for line in lines if line.valeur is not None]
    weight = sum(line.part for line in known)
    if not known or not weight:
        first = next((valeurs[part.code] for part in parts), None)
        return first or Resultat(valeur=None, absence=Absence.INCONNUE)
    if indicateur.sans_moyenne and len(known) > 1:
        return _each_of(indicateur, lines)
    of_first = valeurs[known[0].code]
    estimate = None
    if len(known) > 1:
        estimate = "moyenne des départements, selon leur part des habitants du territoire"
    return replace(
        of_first,
        valeur=sum((line.valeur or 0.0) * line.part for line in known) / weight,
        niveau=Niveau.DEPARTEMENT,
        numerateur=of_first.numerateur if len(known) == 1 else None,
        denominateur=of_first.denominateur if len(known) == 1 else None,
        couverture=Couverture(
            population=weight,
            population_totale=sum(line.part for line in lines),
            lieux=len(known),
            lieux_total=len(lines),
        ),
        estimation=estimate,
        serie=of_first.serie if len(lines) == 1 else (),
        departements=lines,
    )


def _each_of(indicateur: IndicateurTerritoire, lines: tuple[PartDepartement, ...]) -> Resultat:
    """Say the figure of each département, where no mean of them has a meaning."""
    said = (
        f"{line.nom} {nombre(arrondi(line.valeur, indicateur.decimales))}"
        for line in lines
        if line.valeur is not None
    )
    return Resultat(
        valeur=None,
        absence=Absence.INCONNUE,
        pourquoi=f"Les chiffres de plusieurs départements ne se moyennent pas : {', '.join(said)}.",
        departements=lines,
    )
