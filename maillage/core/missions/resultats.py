"""What indicators measured, contract year by contract year, and the level that a mission reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from maillage.core.facts import Indicateur, MesureSignee, Releve
from maillage.core.financement import POIDS, Echeancier, Volet, atteinte, indicateur_du_contrat
from maillage.core.missions.mesure import Valeur, depart, rapport

_CENTIEME = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """A year of the contract; its last day is the eve of the next anniversary."""

    annee: int
    debut: date
    fin: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesure:
    """An indicator in a year: what it was worth, where it had to be, how much of the way is done."""

    indicateur: Indicateur
    annee: int
    releves: tuple[Releve, ...]
    valeur: Valeur
    cible: Decimal | None
    atteinte: Fraction | None  # from 0 to 1; None: something is missing, or it cannot be computed

    @property
    def signee(self) -> MesureSignee | None:
        """Return what the contract keeps of it; None as long as it gives no level."""
        one = self.indicateur
        start = depart(one).valeur
        if None in (self.atteinte, start, self.cible, self.valeur.valeur, one.sens, one.poids):
            return None
        return MesureSignee(
            code=one.id,
            libelle=one.libelle,
            reference=start,  # type: ignore[arg-type]  # told apart above
            cible=self.cible,  # type: ignore[arg-type]
            valeur=self.valeur.valeur,  # type: ignore[arg-type]
            sens=one.sens,  # type: ignore[arg-type]
            poids=one.poids,  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Niveau:
    """The level of a mission in a year, as its weighted indicators say."""

    poste: str
    annee: int
    mesures: tuple[Mesure, ...]  # of the indicators that have a weight
    poids: int  # what they add up to
    taux: Fraction | None  # None: a weight, a target or a value is missing


def periodes(plan: Echeancier) -> tuple[Periode, ...]:
    """Return the years of a contract."""
    years = (state.annee for state in plan.situations)
    return tuple(
        Periode(annee=one.numero, debut=one.debut, fin=one.fin - timedelta(days=1)) for one in years
    )


def releves_de(indicateur: Indicateur, annee: int) -> tuple[Releve, ...]:
    """Return what was measured in a year."""
    return tuple(one for one in indicateur.releves or () if one.annee == annee)


def valeur_de(indicateur: Indicateur, annee: int) -> Valeur:
    """Return the value of a year: its periods added up when they are, else the last of them."""
    return _value(indicateur, releves_de(indicateur, annee))


def valeur_cumulee(indicateur: Indicateur, jusqua: int) -> Valeur:
    """Return the value since the first year, of an indicator whose periods add up."""
    if not indicateur.cumulatif:
        return Valeur()
    return _value(indicateur, [one for one in indicateur.releves or () if one.annee <= jusqua])


def _value(indicateur: Indicateur, releves: Iterable[Releve]) -> Valeur:
    rows = tuple(releves)
    if not rows:
        return Valeur()
    counts = _added(rows) if indicateur.cumulatif else rows[-1]
    if None not in (counts.numerateur, counts.denominateur):
        return rapport(counts.numerateur, counts.denominateur, indicateur.unite)
    if counts.valeur is not None:
        return Valeur(valeur=counts.valeur)
    if indicateur.denominateur == "":
        return Valeur(valeur=counts.numerateur)
    return Valeur()


def _added(rows: tuple[Releve, ...]) -> Releve:
    """Add the periods up: counts with counts, values with values; one that is missing hides the sum."""
    return Releve(
        annee=rows[-1].annee,
        numerateur=_sum(one.numerateur for one in rows),
        denominateur=_sum(one.denominateur for one in rows),
        valeur=_sum(one.valeur for one in rows),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = tuple(values)
    found = [one for one in known if one is not None]
    return sum(found, Decimal(0)) if len(found) == len(known) else None


def cible_de(indicateur: Indicateur, periode: Periode) -> Decimal | None:
    """Return the target of the civil year in which a period ends, else the last one before."""
    before = [one for one in indicateur.cibles or () if one.exercice <= periode.fin.year]
    return max(before, key=lambda one: one.exercice).valeur if before else None


def mesurer(indicateur: Indicateur, periode: Periode) -> Mesure:
    """Return what an indicator says of a year, and how far it went from its start to its target."""
    value, target = valeur_de(indicateur, periode.annee), cible_de(indicateur, periode)
    start = depart(indicateur).valeur
    reached = None
    if (
        value.valeur is not None
        and target is not None
        and start is not None
        and indicateur.sens is not None
    ):
        exact = MesureSignee(
            code=indicateur.id, reference=start, cible=target, valeur=value.valeur,
            sens=indicateur.sens, poids=POIDS,
        )  # fmt: skip
        reached = atteinte(indicateur_du_contrat(exact))
    return Mesure(
        indicateur=indicateur,
        annee=periode.annee,
        releves=releves_de(indicateur, periode.annee),
        valeur=value,
        cible=target,
        atteinte=reached,
    )


def niveaux(
    indicateurs: Iterable[Indicateur], postes: Mapping[str, str], plan: Echeancier, periode: Periode
) -> tuple[Niveau, ...]:
    """Return the level of each mission paid by results in a year (conventions F3 and F5).

    `postes` says the sum of each indicator, by its id.
    """
    rows = tuple(indicateurs)
    paid = dict.fromkeys(
        line.poste
        for line in plan.lignes
        if line.annee == periode.annee and line.calcul.base.volet is Volet.VARIABLE
    )
    return tuple(
        _level(code, [one for one in rows if postes.get(one.id) == code], periode) for code in paid
    )


def _level(poste: str, indicateurs: Iterable[Indicateur], periode: Periode) -> Niveau:
    found = tuple(mesurer(one, periode) for one in indicateurs if one.poids)
    weights = sum(one.indicateur.poids or 0 for one in found)
    rate: Fraction | None = None
    if weights == POIDS and all(one.signee for one in found):
        reached = ((one.atteinte or Fraction(0)) * (one.indicateur.poids or 0) for one in found)
        rate = sum(reached, Fraction(0)) / POIDS
    return Niveau(poste=poste, annee=periode.annee, mesures=found, poids=weights, taux=rate)


def en_pour_cent(taux: Fraction) -> Decimal:
    """Return a level in per cent, to two decimals, to be read: the amounts use the exact one."""
    exact = Decimal(taux.numerator) * POIDS / Decimal(taux.denominator)
    return exact.quantize(_CENTIEME, ROUND_HALF_UP)
