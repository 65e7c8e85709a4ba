"""Later dates: a day moves by days, a month and a year by months, as precise as they were."""

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.facts import PartialDate
from maillage.core.financement.calendrier import MOIS, plus_mois


@dataclass(frozen=True, slots=True)
class Ecart:
    """How much later: so many days between two known days, else so many months."""

    jours: int = 0
    mois: int = 0

    def __bool__(self) -> bool:
        return bool(self.jours or self.mois)


def retard(depuis: PartialDate, vers: PartialDate) -> Ecart:
    """Return how much later one date is than another; nothing when it is not later."""
    if depuis.day is not None and vers.day is not None:
        return Ecart(jours=max((vers.first_day() - depuis.first_day()).days, 0))
    if depuis.month is None and vers.month is None:
        return Ecart(mois=max(vers.year - depuis.year, 0) * MOIS)
    return Ecart(mois=max(_month(vers.first_day()) - _month(depuis.last_day()), 0))


def _month(day: date) -> int:
    return day.year * MOIS + day.month


def _later(day: date, ecart: Ecart) -> date:
    months = plus_mois(day, ecart.mois)
    return months + min(timedelta(days=ecart.jours), date.max - months)


def decaler(quand: PartialDate, ecart: Ecart) -> PartialDate:
    """Return the date so much later; a year alone becomes the year in which its end falls."""
    if quand.day is not None:
        day = _later(quand.first_day(), ecart)
        return PartialDate(day.year, day.month, day.day)
    later = _later(quand.last_day(), ecart)
    if quand.month is None:
        return PartialDate(later.year)
    return PartialDate(later.year, later.month)
