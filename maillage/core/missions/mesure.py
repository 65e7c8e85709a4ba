"""The arithmetic of an indicator: its baseline, its targets, and what its sheet still misses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from maillage.core.facts import Indicateur, NatureIndicateur, SensIndicateur

POURCENT: Final = "%"
CENT: Final = 100  # of everything, and the weights of a mission
_CENTIEME: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Valeur:
    """A value; `calculable` is false when it would be out of nothing."""

    valeur: Decimal | None = None  # None: unknown, or not calculable
    calculable: bool = True


def rapport(numerateur: Decimal | None, denominateur: Decimal | None, unite: str | None) -> Valeur:
    """Divide two counts, in per cent when that is the unit; out of zero, nothing can be said."""
    if numerateur is None or denominateur is None:
        return Valeur()
    if denominateur == 0:
        return Valeur(calculable=False)
    factor = CENT if unite == POURCENT else 1
    exact = numerateur * factor / denominateur
    return Valeur(valeur=exact.quantize(_CENTIEME, ROUND_HALF_UP))


def depart(indicateur: Indicateur) -> Valeur:
    """Return the baseline: the ratio of its counts when both are known, else what was typed."""
    counts = (indicateur.depart_numerateur, indicateur.depart_denominateur)
    if None not in counts:
        return rapport(*counts, indicateur.unite)
    if indicateur.depart_valeur is not None:
        return Valeur(valeur=indicateur.depart_valeur)
    if indicateur.depart_numerateur is not None and indicateur.denominateur == "":
        return Valeur(valeur=indicateur.depart_numerateur)
    return Valeur()


def derniere_cible(indicateur: Indicateur) -> Decimal | None:
    """Return the target of the last year."""
    cibles = sorted(indicateur.cibles or (), key=lambda cible: cible.exercice)
    return cibles[-1].valeur if cibles else None


def bon_sens(
    sens: SensIndicateur | None, depart: Decimal | None, cible: Decimal | None
) -> bool | None:
    """Say whether a target goes the way announced; None when one of the three is unknown."""
    if sens is None or depart is None or cible is None:
        return None
    return {
        SensIndicateur.HAUSSE: cible > depart,
        SensIndicateur.BAISSE: cible < depart,
        SensIndicateur.MAINTIEN: cible == depart,
    }[sens]


def manques(indicateur: Indicateur) -> tuple[str, ...]:
    """Return what the sheet of an indicator still misses, by field.

    A described one needs no number: words say where it starts and where it should go.
    """
    found = [name for name in ("nature", "source", "rythme") if not getattr(indicateur, name)]
    counted = indicateur.nature is not NatureIndicateur.QUALITATIF
    if counted:
        said = {
            "definition": indicateur.definition or indicateur.numerateur,
            "unite": indicateur.unite,
            "sens": indicateur.sens,
            "preuve": indicateur.preuve,
        }
        found += [name for name, value in said.items() if not value]
    start = depart(indicateur)
    if not indicateur.depart and start.valeur is None and start.calculable:
        found.append("depart")
    if not indicateur.cible and not indicateur.cibles:
        found.append("cible")
    if not (indicateur.action or indicateur.mission):
        found.append("action")
    return tuple(found)


def poids(indicateurs: Iterable[Indicateur], mission: Mapping[str, str]) -> Mapping[str, int]:
    """Add up the weights by mission; `mission` says that of each indicator, by id."""
    found: dict[str, int] = {}
    for one in indicateurs:
        if one.poids is not None and one.id in mission:
            found[mission[one.id]] = found.get(mission[one.id], 0) + one.poids
    return found
