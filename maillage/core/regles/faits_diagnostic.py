"""What the rules read of the figures that a team got elsewhere: their source, their terms, their rate."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from maillage.core.facts import Chiffre

Faits = dict[str, object]

_CENT = 100
_PERCENT = "%"


def chiffres(given: Iterable[Chiffre] | None, pourcentages: Collection[str]) -> Faits:
    """Return the facts of the figures; none as long as the team has no figure.

    `pourcentages`: the indicators of the table that are percentages. The three terms of a rate are
    those of the figure where they agree the least.
    """
    held = tuple(given or ())
    if not held:
        return {}
    found: Faits = {"chiffres": tuple(_figure(one) for one in held)}
    rates = [one for one in held if _is_rate(one, pourcentages)]
    if rates:
        worst = max(rates, key=_gap)
        found |= {
            "effectif": worst.numerateur,
            "base": worst.denominateur,
            "taux_pourcent": worst.valeur,
        }
    return found


def _figure(one: Chiffre) -> Faits:
    return {
        "nom": one.libelle or one.indicateur,
        "source": one.source,
        "annee": one.date.year,
        "valeur_departement": one.departement,
        "valeur_region": one.region,
    }


def _is_rate(one: Chiffre, pourcentages: Collection[str]) -> bool:
    percent = one.indicateur in pourcentages if one.indicateur else one.unite == _PERCENT
    return percent and None not in {one.numerateur, one.denominateur, one.valeur}


def _gap(one: Chiffre) -> Decimal:
    """Return in points how far a rate is from its two terms; nobody below: as far as can be."""
    if not one.denominateur:
        return Decimal("Infinity")
    exact = _CENT * (one.numerateur or Decimal(0)) / one.denominateur
    return abs(exact - (one.valeur or Decimal(0)))
