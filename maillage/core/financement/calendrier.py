"""Days of a contract: anniversaries, contract years, parts of a year (conventions B and C)."""

import calendar
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date

from maillage.core.facts.codes import Prorata

MOIS = 12  # in a year
_TRENTE = 30  # days of a month, in the count by months of thirty days


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year: so many days, or months, of so many."""

    compte: int
    base: int

    @property
    def entiere(self) -> bool:
        """Is it the whole year?"""
        return self.compte == self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class AnneeContrat:
    """A year of a contract, and its end when the contract stops before (G7)."""

    numero: int
    debut: date
    anniversaire: date  # the first day of the next one
    fin: date  # the anniversary, or the end of the contract
    signature: date


def plus_mois(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of that month (B2, B5).

    Beyond what a calendar counts, it is the last day there is: a slip of the keyboard breaks nothing.
    """
    year, month = divmod(day.year * MOIS + day.month - 1 + months, MOIS)
    if year > MAXYEAR:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def anniversaire(signature: date, rang: int) -> date:
    """Return an anniversary, always counted from the signature: 29 February comes back (B2)."""
    return plus_mois(signature, rang * MOIS)


def annees(signature: date, duree: int, resiliation: date | None) -> tuple[AnneeContrat, ...]:
    """Return the years of a contract, the last one cut by its termination (B3)."""
    days = [anniversaire(signature, rang) for rang in range(duree + 1)]
    end = min(resiliation or days[-1], days[-1])
    return tuple(
        AnneeContrat(
            numero=rang,
            debut=debut,
            anniversaire=suivant,
            fin=min(suivant, end),
            signature=signature,
        )
        for rang, (debut, suivant) in enumerate(itertools.pairwise(days), start=1)
        if debut < end
    )


def part(prorata: Prorata, annee: AnneeContrat, debut: date, fin: date) -> Part:
    """Return which part of a contract year goes from a day to another, excluded (C1, C2)."""
    return _COMPTES[prorata](annee, debut, fin)


def _days(annee: AnneeContrat, debut: date, fin: date) -> Part:
    return Part((fin - debut).days, (annee.anniversaire - annee.debut).days)


def _months(annee: AnneeContrat, debut: date, fin: date) -> Part:
    first = (annee.numero - 1) * MOIS
    starts = [plus_mois(annee.signature, first + month) for month in range(MOIS + 1)]
    touched = sum(
        start < fin and debut < following for start, following in itertools.pairwise(starts)
    )
    return Part(touched, MOIS)


def _thirty(annee: AnneeContrat, debut: date, fin: date) -> Part:
    return Part(_between(debut, fin), _between(annee.debut, annee.anniversaire))


def _between(debut: date, fin: date) -> int:
    months = (fin.year - debut.year) * MOIS + fin.month - debut.month
    return months * _TRENTE + min(fin.day, _TRENTE) - min(debut.day, _TRENTE)


_COMPTES: Mapping[Prorata, Callable[[AnneeContrat, date, date], Part]] = {
    Prorata.JOURS_REELS: _days,
    Prorata.MOIS_ENTAMES: _months,
    Prorata.TRENTE_360: _thirty,
}
