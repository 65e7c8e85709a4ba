"""The value of one indicator in each commune of a territory, and its population by age."""

from collections.abc import Mapping

from maillage.core.diagnostic import CLASSES, Ages
from maillage.core.diagnostic.ages import SEXES
from maillage.core.diagnostic.figures import Origine
from maillage.core.indicateurs import IndicateurTerritoire, Operation, Rangs, Zone, arrondi
from maillage.core.indicateurs.calcul import calcul_choisi, sommes_de, valeur
from maillage.core.typographie import fr
from maillage.reference.indicateurs import catalogue
from maillage.territoires import lieux
from maillage.territoires.indicateurs import rangs
from maillage.territoires.mesures import MesuresInstallees, Valeur, mesures
from maillage.territoires.tableaux import sources_lues, tableau

_AGES = "rp_age"
_CENT = 100


def valeurs(zone: Zone, indicateur: IndicateurTerritoire) -> Mapping[str, float | None]:
    """Return the value in each place of a zone, in its order; empty: no source gives it by commune."""
    known = catalogue()
    read = sources_lues(known)
    ranks = _whole(rangs(zone))
    table = tableau(ranks, indicateur.communes, read, known)
    way = calcul_choisi(indicateur, table)
    if way is None or not table.annees(way) or way.operation is Operation.PUBLIEE:
        return {}
    found = sommes_de(way, table, [(rank,) for rank in ranks.racines])
    return {
        ranks.codes[rank]: valeur(way, years[0]) if years else None
        for rank, (years, _) in zip(ranks.racines, found, strict=True)
    }


def _whole(ranks: Rangs) -> Rangs:
    """A map shows whole communes, whatever part of them the territory takes."""
    return Rangs(
        codes=ranks.codes,
        populations=ranks.populations,
        enfants=ranks.enfants,
        racines=ranks.racines,
    )


def ages(zone: Zone) -> Ages | None:
    """Return the inhabitants of a territory by age, and those of its département; None: no census."""
    census = mesures(_AGES)
    if census is None:
        return None
    year = f"p{census.fiche.millesime % _CENT:02d}_"
    names = [f"{part}{end}" for part in ("pop", *SEXES) for end in CLASSES]
    other, name = _other(zone)
    codes = [place.code for place in zone.lieux]
    read = census.lire([*codes, other], [year + one for one in names])
    known = [place for place in zone.lieux if read[place.code][f"{year}pop0014"].valeur is not None]
    here = {
        one: _sum([(read[place.code][year + one], place.part) for place in known]) for one in names
    }
    return Ages(
        ici=here,
        ailleurs={one: read[other][year + one].valeur for one in names},
        nom=name,
        origine=_origin(zone, census, sum(place.population or 0 for place in known)),
    )


def _other(zone: Zone) -> tuple[str, str]:
    """Compare with the département of most inhabitants; with France where there is none."""
    first = max(zone.departements, key=lambda one: one.part, default=None)
    return (lieux.departement(first.code), fr(first.nom)) if first else (lieux.FRANCE, "France")


def _sum(values: list[tuple[Valeur, float]]) -> float | None:
    held = [(one.valeur, part) for one, part in values if one.valeur is not None]
    if not held or len(held) < len(values):
        return None
    return sum(value * part for value, part in held)


def _origin(zone: Zone, census: MesuresInstallees, covered: int) -> Origine:
    source = catalogue().sources[_AGES]
    total = sum(place.population or 0 for place in zone.lieux)
    return Origine(
        source=f"{census.fiche.editeur}, {source.libelle}",
        millesime=str(census.fiche.millesime),
        niveau=None,
        couverture=arrondi(_CENT * covered / total, 1) if total else None,
        estimation=any(place.part < 1 for place in zone.lieux),
    )
