"""The share of a variable part that the results earn (conventions A6, F3, F5)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from maillage.core.financement.contrat import (
    DEFAUT,
    ContratAci,
    Formule,
    IndicateurContrat,
    OptionsContrat,
    Resultat,
    Resultats,
    Sens,
)

DIX_MILLIEMES = 10_000  # a whole rate
POIDS = 100  # what the weights of a mission add up to


def taux(contrat: ContratAci, poste: str, annee: int) -> Fraction | None:
    """Return the rate of a mission in a contract year; None: still to be decided."""
    for key in (poste, DEFAUT):
        for resultat in _of_year(contrat.resultats, key, annee):
            if resultat is None:
                return None
            if isinstance(resultat, int):
                return Fraction(resultat, DIX_MILLIEMES)
            return _weighted(resultat, contrat.options)
    return None


def _of_year(resultats: Mapping[str, Resultats], key: str, annee: int) -> Iterator[Resultat]:
    """Yield what is written under a key for a year, the year itself first."""
    if key not in resultats:
        return
    written = resultats[key]
    if isinstance(written, Mapping):
        yield from (written[year] for year in (str(annee), DEFAUT) if year in written)
    else:
        yield written


def _weighted(
    indicateurs: tuple[IndicateurContrat, ...], options: OptionsContrat
) -> Fraction | None:
    total = Fraction(0)
    for indicateur in indicateurs:
        reached = atteinte(indicateur)
        if reached is None:
            return None
        total += _earned(reached, options) * indicateur.poids
    return total / POIDS


def atteinte(indicateur: IndicateurContrat) -> Fraction | None:
    """Return the level reached, from 0 to 1; None when the indicator could not be computed."""
    if indicateur.valeur is None:
        return None
    value, target = Fraction(indicateur.valeur), Fraction(indicateur.cible)
    start = Fraction(indicateur.reference)
    if target == start:
        rising = indicateur.sens is Sens.CROISSANT
        return Fraction(value >= target if rising else value <= target)
    return max(Fraction(0), min(Fraction(1), (value - start) / (target - start)))


def _earned(reached: Fraction, options: OptionsContrat) -> Fraction:
    if options.formule_resultats is Formule.LINEAIRE:
        return reached
    if options.formule_resultats is Formule.TOUT_OU_RIEN:
        return Fraction(reached == 1)
    steps = [p.taux for p in options.paliers if reached * DIX_MILLIEMES >= p.atteint]
    return Fraction(max(steps, default=0), DIX_MILLIEMES)
