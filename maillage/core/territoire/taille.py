"""The size class of a CPTS, from its inhabitants and a dated scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.fiabilite import Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """A threshold, and the size that starts there."""

    taille: int
    seuil: int
    seuil_inclus: bool  # True: the size starts at the threshold; False: above it
    fiabilite: Fiabilite
    fiabilite_cote: Fiabilite  # on which side exactly the threshold falls
    source: str

    @property
    def debut(self) -> int:
        """First number of inhabitants that has this size."""
        return self.seuil if self.seuil_inclus else self.seuil + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BaremeTailles:
    """The thresholds of one text, from the day it starts."""

    code: str
    nom: str
    depuis: date
    en_vigueur: bool = True  # False: printed by a form, never law
    bornes: tuple[Borne, ...]  # rising

    def __post_init__(self) -> None:
        starts = [borne.debut for borne in self.bornes]
        sizes = [borne.taille for borne in self.bornes]
        if starts != sorted(set(starts)) or sizes != sorted(set(sizes)):
            raise ValueError(f"barème « {self.code} » : les bornes doivent croître")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situe:
    """A population on its scale: its size, and how far the neighbours are."""

    taille: int
    avant_suivante: int | None  # inhabitants missing to change size upwards; None: the last size
    marge_basse: int | None  # inhabitants it may lose and keep its size; None: the first size
    a_confirmer: bool  # it stands exactly on a threshold whose side no source settles


def taille(population: int, bareme: BaremeTailles) -> int:
    """Return the size of a population, from 1."""
    reached = [borne.taille for borne in bareme.bornes if population >= borne.debut]
    return reached[-1] if reached else 1


def situer(population: int, bareme: BaremeTailles) -> Situe:
    """Return the size and the distances to the thresholds on both sides."""
    below = [borne for borne in bareme.bornes if population >= borne.debut]
    above = [borne for borne in bareme.bornes if population < borne.debut]
    doubtful = any(
        borne.seuil == population and borne.fiabilite_cote is Fiabilite.A_CONFIRMER
        for borne in bareme.bornes
    )
    return Situe(
        taille=taille(population, bareme),
        avant_suivante=above[0].debut - population if above else None,
        marge_basse=population - below[-1].debut if below else None,
        a_confirmer=doubtful,
    )


def bareme_le(baremes: Iterable[BaremeTailles], code: str, on: date) -> BaremeTailles | None:
    """Return the scale of this code that holds on a day, or None before its first one."""
    started = [bareme for bareme in baremes if bareme.code == code and bareme.depuis <= on]
    return max(started, key=lambda bareme: bareme.depuis, default=None)
