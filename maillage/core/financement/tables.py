"""The dated tables that a schedule of payments reads, together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from maillage.core.fiabilite import Fiabilite
from maillage.core.financement.grille import Grille, Poste


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPayee:
    """A share of a sum."""

    numerateur: int
    denominateur: int

    def __post_init__(self) -> None:
        if not 0 < self.numerateur <= self.denominateur:
            raise ValueError("une part est plus grande que zéro, et ne dépasse pas l’entier")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleVersement:
    """How the money comes, from a day on."""

    depuis: date
    duree_annees: int  # of a contract
    avance: PartPayee  # what is paid ahead; the rest is the balance
    reglement_mois: int  # after an anniversary, to settle the year
    fiabilite: Fiabilite
    source: str


@dataclass(frozen=True, kw_only=True)
class TablesAci:
    """The versions of the agreement, what is paid for, and how it is paid."""

    grilles: Mapping[str, Grille]
    postes: Mapping[str, Poste]  # in the order of the lines of a day
    versements: tuple[RegleVersement, ...]

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """Return the place of each sum in the lines of a day."""
        return {code: rang for rang, code in enumerate(self.postes)}

    def versement(self, on: date) -> RegleVersement | None:
        """Return how a contract signed that day is paid, or None before any agreement."""
        started = [regle for regle in self.versements if regle.depuis <= on]
        return max(started, key=lambda regle: regle.depuis, default=None)

    def postes_de(self, mission: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Return which of these sums belong to a mission."""
        return tuple(code for code in codes if self.postes[code].mission == mission)
